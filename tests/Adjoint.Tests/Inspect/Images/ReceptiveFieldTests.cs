using Adjoint.Inspect;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect.Images;

public sealed class ReceptiveFieldTests
{
    public static TheoryData<int, int, int, int> Layers => new()
    {
        { 3, 1, 0, 1 }, { 3, 1, 1, 1 }, { 5, 2, 2, 1 }, { 3, 1, 2, 2 }, { 1, 2, 0, 1 }, { 4, 3, 1, 1 },
    };

    // 5x5 with padding 2, pool 2, 5x5, pool 2: 5, 6, 6 + 4 * 2, 14 + 2.
    [Fact]
    public void The_field_of_LeNet5_grows_from_5_to_16_pixels()
    {
        var first = ReceptiveField.OfInput.Then(5, padding: 2);
        var second = first.Then(2, stride: 2).Then(5);
        Assert.Equal(new ReceptiveField(5, 1, -2), first);
        Assert.Equal(new ReceptiveField(14, 2, -2), second);
        Assert.Equal(new ReceptiveField(16, 4, -2), second.Then(2, stride: 2));
        Assert.Equal(0..12, second.In(0, 28));
        Assert.Equal(16..28, second.In(9, 28));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void What_a_network_sees_by_trial_is_what_the_arithmetic_says(int kernelSize, int stride, int padding, int dilation)
    {
        var network = new Sequential
        {
            { "first", new Conv2d(2, 3, kernelSize, stride, padding, dilation, generator: new Generator(1)) },
            { "pool", new MaxPool2d(2, stride: 1) },
            { "second", new Conv2d(3, 2, 3, padding: 1, generator: new Generator(2)) },
        };
        var field = ReceptiveField.OfInput.Then(kernelSize, stride, padding, dilation).Then(2).Then(3, padding: 1);
        var (height, width) = (network.Forward(Tensor.Zeros([1, 2, 17, 20])).Shape[2], network.Forward(Tensor.Zeros([1, 2, 17, 20])).Shape[3]);
        foreach (var (row, column) in new[] { (0, 0), (height / 2, width / 2), (height - 1, width - 1), (0, width - 1) })
        {
            // Pixels behind the last window of a unit at the border are seen through no padding: the unit's own rows end at the map's end.
            var (rows, columns) = (Seen(field, row, height, 17), Seen(field, column, width, 20));
            var box = FieldProbe.Of(network, [2, 17, 20], "second", 1, row, column);
            Assert.Equal((rows, columns), (box.Top..box.Bottom, box.Left..box.Right));
        }

        // The padding of the second convolution hides what lies behind the ends of its input map.
        Range Seen(ReceptiveField whole, int unit, int count, int size)
        {
            var inner = ReceptiveField.OfInput.Then(kernelSize, stride, padding, dilation).Then(2);
            var (first, last) = (Math.Max(unit - 1, 0), Math.Min(unit + 1, count - 1));
            var seen = inner.In(first, size).Start..inner.In(last, size).End;
            Assert.True(seen.Start.Value >= whole.In(unit, size).Start.Value && seen.End.Value <= whole.In(unit, size).End.Value);
            return seen;
        }
    }

    [Fact]
    public void A_residual_path_sees_what_its_widest_branch_sees()
    {
        var wide = new Conv2d(1, 1, 5, padding: 2, generator: new Generator(1));
        var network = new Sequential { { "sum", new Lambda(x => x + wide.Forward(x)) } };
        Assert.Equal(new ImageBox(2, 3, 5, 5), FieldProbe.Of(network, [1, 9, 9], "sum", 0, 4, 5));
    }

    [Fact]
    public void A_unit_behind_a_mean_over_all_places_sees_everything()
    {
        var network = new Sequential { { "share", new Lambda(x => x / x.Mean([2, 3], keepDim: true)) } };
        Assert.Equal(new ImageBox(0, 0, 6, 7), FieldProbe.Of(network, [1, 6, 7], "share", 0, 0, 0));
    }

    [Fact]
    public void A_unit_that_reads_nothing_sees_nothing()
    {
        var network = new Sequential { { "flat", new Lambda(x => Tensor.Ones(x.Shape)) } };
        Assert.Equal(0, FieldProbe.Of(network, [1, 6, 7], "flat", 0, 2, 2).Height);
    }

    [Fact]
    public void The_layers_of_a_model_of_the_zoo_are_seen_through()
    {
        Assert.Equal(new ImageBox(4, 6, 14, 14), FieldProbe.Of(new LeNet5(generator: new Generator(1)), [1, 28, 28], "conv2", 3, 3, 4));
    }

    [Fact]
    public void Sizes_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ReceptiveField.OfInput.Then(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReceptiveField.OfInput.Then(3, stride: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReceptiveField.OfInput.Then(3, padding: -1));
        Assert.Throws<OverflowException>(() => ReceptiveField.OfInput.Then(3, stride: int.MaxValue).Then(3));
    }
}
