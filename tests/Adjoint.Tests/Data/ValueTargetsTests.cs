using Adjoint.Tests.Training;

namespace Adjoint.Data.Tests;

public sealed class ValueTargetsTests
{
    [Fact]
    public void Batches_of_values_belong_to_their_inputs_and_each_example_comes_once()
    {
        var loader = new DataLoader(new Line(50), batchSize: 8, shuffle: true, seed: 3);
        var seen = 0;
        foreach (var batch in loader.Epoch(0))
        {
            Assert.Equal((DType.Float32, DType.Float32), (batch.Inputs.DType, batch.Targets.DType));
            Assert.Equal([batch.Count, 2], batch.Targets.Shape);
            var (inputs, targets) = (batch.Inputs.ToArray<float>(), batch.Targets.ToArray<float>());
            for (var i = 0; i < batch.Count; i++)
            {
                var (x, y) = (inputs[2 * i], inputs[2 * i + 1]);
                Assert.Equal((x + 2 * y, x - y + 3), (targets[2 * i], targets[2 * i + 1]));
            }
            seen += batch.Count;
        }
        Assert.Equal(50, seen);
    }

    [Fact]
    public void A_part_of_a_set_has_the_values_of_its_source_in_its_order()
    {
        var line = new Line(1000);
        int[] indices = [.. Enumerable.Range(0, 700).Select(i => 999 - i)];
        var part = new Subset(line, indices);
        Assert.Equal((TargetKind.Values, 2), (part.TargetKind, part.TargetLength));
        Assert.Equal(Targets(line, indices), Targets(part, [.. Enumerable.Range(0, 700)]));
    }

    [Fact]
    public void What_a_set_does_not_have_cannot_be_read()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Line(3).Read([0], new float[2], new long[1]));
        Assert.Contains("sum, difference", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new Blobs(3).Read([0], new float[4], new float[1]));
    }

    [Fact]
    public void Room_that_is_too_small_is_refused_with_what_is_needed()
    {
        var line = new Line(3);
        Contains(Assert.Throws<ArgumentException>("targets", () => line.Read([0, 1], new float[4], new float[3])), "room for 4 targets");
        Contains(Assert.Throws<ArgumentException>("inputs", () => line.Read([0, 1], new float[3], new float[4])), "room for 4 inputs");
        Contains(Assert.Throws<ArgumentOutOfRangeException>("indices", () => line.Read([3], new float[2], new float[2])), "0 to 2");

        static void Contains(Exception error, string text) => Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_ones_own_has_as_many_targets_as_inputs() =>
        Assert.Throws<ShapeException>(() => new Batch(Tensor.Zeros([3, 2]), Tensor.Zeros([2, 1])));

    private static float[] Targets(DataSet set, int[] indices)
    {
        var targets = new float[indices.Length * set.TargetLength];
        set.Read(indices, new float[indices.Length * set.InputLength], targets);
        return targets;
    }
}
