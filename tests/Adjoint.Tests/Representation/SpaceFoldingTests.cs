using Adjoint.Nn;
using Adjoint.Representation;

namespace Adjoint.Tests.Representation;

public sealed class SpaceFoldingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void The_sawtooth_doubles_its_pieces_with_every_layer(int depth)
    {
        var network = SpaceFolding.Of(1, depth);
        var regions = LinearRegions.Of(network, InputBox.Interval(0, 1));
        Assert.Equal(1 << depth, regions.Count);
        Near.Equal([.. Enumerable.Range(1, (1 << depth) - 1).Select(i => i / (double)(1 << depth))], [.. regions.Breakpoints], 1e-12);
        // Between the turns it runs from 0 to 1 and back.
        var turns = Tensor.Linspace(0, 1, (1 << depth) + 1, DType.Float64);
        Near.Equal([.. Enumerable.Range(0, (1 << depth) + 1).Select(i => (double)(i % 2))],
            network.Forward(turns.Unsqueeze(1)).ToArray<double>(), 1e-9);
    }

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(2, 2, 3)]
    [InlineData(2, 1, 5)]
    [InlineData(1, 3, 4)]
    public void A_folded_cube_has_as_many_regions_as_strips_to_the_power_of_depth_and_inputs(int inputs, int depth, int strips)
    {
        var box = inputs == 1 ? InputBox.Interval(0, 1) : InputBox.Rectangle(0, 1, 0, 1);
        Assert.Equal(Math.Pow(strips, depth * inputs), LinearRegions.Of(SpaceFolding.Of(inputs, depth, strips), box).Count);
    }

    [Fact]
    public void Folding_layers_before_a_last_one_reach_Montufars_bound()
    {
        // Widths 4, 4 and 3 on two inputs: the last three lines cross inside the folded square in three different points.
        var last = new Linear(2, 3, dtype: DType.Float64);
        last.Weight.CopyFrom(Tensor.From(new[,] { { 1.0, 0.2 }, { 0.3, 1 }, { 1, -1 } }));
        last.Bias!.CopyFrom(Tensor.From<double>([-0.5, -0.6, 0.15]));
        var sum = new Linear(3, 1, dtype: DType.Float64);
        sum.Weight.CopyFrom(Tensor.From(new[,] { { 1.0, 1, 1 } }));
        var regions = LinearRegions.Of(new Sequential(SpaceFolding.Of(2, 2), last, new ReLU(), sum), InputBox.Rectangle(0, 1, 0, 1));
        Assert.Equal(RegionBounds.DeepLower(2, 4, 4, 3), regions.ActivationRegions.Count);
    }

    [Fact]
    public void The_absolute_value_folds_the_plane_into_a_quadrant()
    {
        var fold = SpaceFolding.AbsoluteValue(2);
        var points = Tensor.From(new[,] { { -1.5, 2 }, { 3, -0.25 }, { -1, -1 } });
        Assert.Equal([1.5, 2, 3, 0.25, 1, 1], fold.Forward(points).ToArray<double>());
        Assert.Equal(4, LinearRegions.Of(fold, InputBox.Rectangle(-1, 1, -2, 2)).Count);
    }

    [Fact]
    public void A_curve_in_the_folded_space_has_a_copy_in_every_region()
    {
        var network = SpaceFolding.Of(2, 2);
        var regions = LinearRegions.Of(network, InputBox.Rectangle(0, 1, 0, 1));
        (double X, double Y)[] curve = [(0.2, 0.3), (0.5, 0.9), (0.7, 0.4)];
        var copies = FoldedCopies.Of(regions, curve);
        Assert.Equal(16, copies.Count);
        foreach (var copy in copies)
        {
            var folded = network.Forward(Tensor.From<double>([.. copy.SelectMany(point => new[] { point.X, point.Y })], [3, 2]));
            Near.Equal([0.2, 0.3, 0.5, 0.9, 0.7, 0.4], folded.ToArray<double>(), 1e-9);
        }
        Assert.Throws<ShapeException>(() => FoldedCopies.Of(LinearRegions.Of(SpaceFolding.Of(1, 1), InputBox.Interval(0, 1)), curve));
    }

    [Fact]
    public void Copies_under_a_slanted_fold_are_mapped_back_onto_the_curve()
    {
        var turn = new Linear(2, 2, dtype: DType.Float64);
        turn.Weight.CopyFrom(Tensor.From(new[,] { { 0.8, -0.5 }, { 0.3, 0.9 } }));
        turn.Bias!.CopyFrom(Tensor.From<double>([0.1, -0.2]));
        var network = new Sequential(turn, SpaceFolding.AbsoluteValue(2));
        var copies = FoldedCopies.Of(LinearRegions.Of(network, InputBox.Rectangle(-2, 2, -2, 2)), [(0.2, 0.3), (0.5, 0.4)]);
        Assert.Equal(4, copies.Count);
        foreach (var copy in copies)
        {
            var folded = network.Forward(Tensor.From<double>([.. copy.SelectMany(point => new[] { point.X, point.Y })], [2, 2]));
            Near.Equal([0.2, 0.3, 0.5, 0.4], folded.ToArray<double>(), 1e-12);
        }
    }

    [Fact]
    public void No_strips_and_no_layers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceFolding.Of(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceFolding.Of(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceFolding.Of(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceFolding.AbsoluteValue(0));
    }
}
