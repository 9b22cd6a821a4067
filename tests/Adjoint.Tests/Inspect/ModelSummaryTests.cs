using System.Globalization;
using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect;

public sealed class ModelSummaryTests
{
    [Fact]
    public void Layers_come_in_the_order_they_run_with_shapes_and_parameters()
    {
        var summary = ModelSummary.Of(new LeNet5(), [1, 1, 28, 28]);
        Assert.Equal(61_706, summary.ParameterCount);
        var named = summary.Layers.Where(layer => layer.Path.Length > 0).ToList();
        Assert.Equal(["conv1", "conv2", "fc1", "fc2", "fc3"], named.Select(layer => layer.Path));
        Assert.Equal([156, 2_416, 48_120, 10_164, 850], named.Select(layer => layer.Parameters));
        Assert.Equal([1, 6, 28, 28], named[0].Output.Shape);
        Assert.Equal([1, 10], named[^1].Output.Shape);
    }

    [Fact]
    public void A_multiplication_and_an_addition_are_two_operations()
    {
        var summary = ModelSummary.Of(new Linear(4, 3), [2, 4]);
        // 2 rows of 3 sums of 4 products each, and 3 biases added.
        Assert.InRange(summary.Flops, 2 * 3 * 2 * 4, 2 * 3 * (2 * 4 + 1));
        Assert.Equal(2 * 3 * sizeof(float), summary.ActivationBytes);
    }

    [Fact]
    public void Parameters_that_a_pass_does_not_reach_are_counted()
    {
        var frozen = new Sequential(new Linear(4, 3), new Linear(3, 2));
        Assert.Equal(4 * 3 + 3 + 3 * 2 + 2, ModelSummary.Of(frozen, [1, 4]).ParameterCount);
    }

    [Fact]
    public void Without_recording_there_is_nothing_to_read()
    {
        using var noGrad = NoGrad.Begin();
        InvalidOperationException? error = null;
        try
        {
            ModelSummary.Of(new Linear(4, 3), [1, 4]);
        }
        catch (InvalidOperationException e)
        {
            error = e;
        }
        Assert.Contains("NoGrad", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_ends_with_the_totals()
    {
        var text = ModelSummary.Of(new LeNet5(), [1, 1, 28, 28]).ToString();
        Assert.StartsWith("input [1, 1, 28, 28]; parameters take 241.0 KiB", text, StringComparison.Ordinal);
        Assert.Contains("61,706", text.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_fewer_levels_has_fewer_rows_and_the_same_totals()
    {
        var summary = ModelSummary.Of(Outline(() => new ResNet([2, 2, 2, 2])), [1, 3, 224, 224]);
        Assert.Equal(3, summary.Depth - 1);
        string[][] tables = [.. Enumerable.Range(1, 4).Select(depth => summary.ToText(depth).TrimEnd().Split('\n'))];
        for (var depth = 1; depth < 4; depth++)
        {
            Assert.True(tables[depth].Length > tables[depth - 1].Length);
            Assert.Equal(Numbers(tables[0][^1]), Numbers(tables[depth][^1]));
        }
        Assert.Equal("147,968", Numbers(tables[0].Single(row => row.StartsWith("layer1", StringComparison.Ordinal)))[0]);
        Assert.Contains(tables[1], row => row.StartsWith("  0 BasicBlock ", StringComparison.Ordinal));
        Assert.Contains(tables[2], row => row.StartsWith("    (add)", StringComparison.Ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => summary.ToText(0));
    }

    [Fact]
    public void Rows_of_the_first_level_add_up_to_the_totals()
    {
        var summary = ModelSummary.Of(Outline(() => new GoogLeNet()), [1, 3, 224, 224]);
        var rows = summary.ToText(1).TrimEnd().Split('\n')[3..].Select(row => Numbers(row)[..2].Select(Parse).ToArray()).ToList();
        Assert.Equal(rows[^1][0], rows[..^1].Sum(row => row[0]));
        Assert.Equal(rows[^1][1], rows[..^1].Sum(row => row[1]));
        Assert.Equal(13_004_888, rows[^1][0]);

        static long Parse(string number) => long.Parse(number, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_convolution_counts_two_operations_a_product()
    {
        var summary = ModelSummary.Of(Outline(() => new ResNet([2, 2, 2, 2])), [2, 3, 224, 224]);
        // 64 channels of 112x112 sums of 3 * 7 * 7 products, for each of 2 images.
        Assert.Equal(2L * 2 * 64 * 112 * 112 * 3 * 7 * 7, summary.Layers.Single(layer => layer.Path == "conv1").Flops);
    }

    [Fact]
    public void A_network_of_half_a_gigabyte_is_summarised_without_it()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var summary = ModelSummary.Of(Outline(() => new VGG11()), [64, 3, 224, 224]);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 << 20);
        Assert.Equal(132_863_336 * 4L, summary.ParameterBytes);
        Assert.Equal([64, 512, 7, 7], summary.Layers.Single(layer => layer.Path == "features.20").Output.Shape);
    }

    [Fact]
    public void A_network_that_looks_at_numbers_is_run_on_zeros()
    {
        var network = new Sequential(new Linear(4, 3), new Lambda(x => x.Sum().Item() > 1e9 ? x : x * 2));
        Assert.Contains("mul", ModelSummary.Of(network, [1, 4]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Running_statistics_stay_as_they_are()
    {
        var norm = new BatchNorm2d(2);
        ModelSummary.Of(norm, [4, 2, 3, 3]);
        Assert.Equal([1, 1], norm.RunningVariance!.Value.ToArray<float>());
        Assert.Equal(0, norm.BatchesTracked!.Value.Item());
    }

    private static string[] Numbers(string row) =>
        [.. row[(row.LastIndexOf(']') + 1)..].Replace("total", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static TModule Outline<TModule>(Func<TModule> create)
    {
        using var meta = MetaTensors.Begin();
        return create();
    }

    [Fact]
    public void An_input_that_does_not_fit_is_an_error_of_the_layer() =>
        Assert.Contains("conv1", Assert.Throws<ShapeException>(() => ModelSummary.Of(new LeNet5(), [1, 3, 28, 28])).Message,
            StringComparison.Ordinal);
}
