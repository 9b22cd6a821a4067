using System.Numerics;
using Adjoint.Nn;
using Adjoint.Representation;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.Representation;

public sealed class LinearRegionsTests
{
    private static readonly InputBox s_square = InputBox.Rectangle(-1, 1, -1, 1);

    private static Sequential Rectifiers(ulong seed, params int[] widths)
    {
        var generator = new Generator(seed);
        var network = new Sequential();
        for (var i = 1; i < widths.Length; i++)
        {
            if (i > 1) network.Add(new ReLU());
            network.Add(new Linear(widths[i - 1], widths[i], generator: generator, biasInitializer: new Normal(standardDeviation: 0.5),
                weightInitializer: new Normal(), dtype: DType.Float64));
        }
        return network;
    }

    private static MaxAffine Maxout(ulong seed, int inputs, int units, int pieces)
    {
        var generator = new Generator(seed);
        return new MaxAffine(Tensor.RandN([units, pieces, inputs], generator, DType.Float64),
            Tensor.RandN([units, pieces], generator, DType.Float64));
    }

    private static double Value(PiecewiseLinearNetwork network, double x, double y)
    {
        double[] values = network.Inputs == 1 ? [x] : [x, y];
        foreach (var layer in network.Layers)
        {
            values = [.. Enumerable.Range(0, layer.Units).Select(unit => Enumerable.Range(0, layer.Pieces)
                .Max(piece => layer.Bias(unit, piece) + values.Zip(layer.Weight(unit, piece).ToArray(), (v, w) => v * w).Sum()))];
        }
        return values[0];
    }

    [Fact]
    public void One_hidden_layer_in_general_position_reaches_the_sum_of_binomials()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (seed, units) =>
            new[] { 1, 2 }.All(inputs =>
            {
                var network = Rectifiers((ulong)seed, inputs, units, 1);
                // So wide that all crossings of lines as steep as these lie inside.
                var box = inputs == 1 ? InputBox.Interval(-1e4, 1e4) : InputBox.Rectangle(-1e4, 1e4, -1e4, 1e4);
                return LinearRegions.Of(network, box).Count == RegionBounds.Shallow(inputs, units);
            })).Check(Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(1, 3));
    }

    [Fact]
    public void In_a_box_there_is_one_region_more_than_lines_and_crossings_inside_it()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Gen.Choose(1, 15).ToArbitrary(), (seed, units) =>
        {
            var network = Rectifiers((ulong)seed, 2, units, 1);
            var w = ((Linear)network[0]).Weight.Value.ToArray<double>();
            var b = ((Linear)network[0]).Bias!.Value.ToArray<double>();
            // A line a x + c y + b = 0 meets the square if |b| is less than the largest value of |a x + c y| there.
            var expected = 1 + Enumerable.Range(0, units).Count(i => Math.Abs(b[i]) < Math.Abs(w[2 * i]) + Math.Abs(w[2 * i + 1]));
            for (var i = 0; i < units; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var determinant = w[2 * i] * w[2 * j + 1] - w[2 * j] * w[2 * i + 1];
                    var x = (b[j] * w[2 * i + 1] - b[i] * w[2 * j + 1]) / determinant;
                    var y = (b[i] * w[2 * j] - b[j] * w[2 * i]) / determinant;
                    if (Math.Abs(x) < 1 && Math.Abs(y) < 1) expected++;
                }
            }
            return LinearRegions.Of(network, s_square).ActivationRegions.Count == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void Regions_of_deep_networks_fill_the_box_and_carry_the_networks_own_map()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (seed, isMaxout) =>
        {
            var network = isMaxout
                ? new PiecewiseLinearNetwork(Maxout((ulong)seed, 2, 3, 3), Maxout((ulong)seed + 1, 3, 3, 4), Maxout((ulong)seed + 2, 3, 1, 1))
                : PiecewiseLinearNetwork.From(Rectifiers((ulong)seed, 2, 5, 4, 4, 1));
            var regions = LinearRegions.Of(network, s_square);
            Assert.Equal(4, regions.ActivationRegions.Sum(region => region.Size), 1e-9);
            foreach (var region in regions.ActivationRegions)
            {
                // The map is right at the corners and, since it is affine and the network continuous, in the middle.
                var (x, y) = (region.Vertices.Average(v => v[0]), region.Vertices.Average(v => v[1]));
                foreach (var point in region.Vertices.Append([x, y]))
                {
                    var map = region.Gradient(0, 0) * point[0] + region.Gradient(0, 1) * point[1] + region.Intercept(0);
                    Assert.Equal(Value(network, point[0], point[1]), map, 1e-8);
                }
            }
            var patterns = regions.ActivationRegions.Select(region => string.Join(',', region.Pattern));
            return patterns.Distinct().Count() == regions.ActivationRegions.Count && regions.Count <= regions.ActivationRegions.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public void Every_pattern_that_sampling_finds_is_among_the_regions()
    {
        var network = Rectifiers(3, 2, 8, 6, 1);
        var regions = LinearRegions.Of(network, s_square);
        var known = regions.ActivationRegions.Select(region => string.Concat(region.Pattern)).ToHashSet();
        var points = Tensor.Rand([20_000, 2], new Generator(5), DType.Float64) * 2 - 1;
        var first = network[0].Forward(points);
        var second = network[2].Forward(network[1].Forward(first));
        var bits = Tensor.Concat([first > 0, second > 0], 1).To(DType.Int64).ToArray<long>();
        var seen = bits.Chunk(14).Select(row => string.Concat(row)).ToHashSet();
        Assert.Subset(known, seen);
        Assert.InRange(seen.Count, known.Count / 2, known.Count);
    }

    [Fact]
    public void Regions_of_the_plane_along_a_line_are_those_of_the_network_on_that_line()
    {
        // Restricted to y = 0, the network has one input; its breakpoints are where the cells' borders cross the axis.
        var network = Rectifiers(7, 2, 6, 6, 1);
        var weight = ((Linear)network[0]).Weight.Value.Detach();
        var onLine = new Sequential();
        var first = new Linear(1, 6, dtype: DType.Float64);
        first.Weight.CopyFrom(weight[.., 0..1].Contiguous());
        first.Bias!.CopyFrom(((Linear)network[0]).Bias!.Value);
        onLine.Add(first);
        foreach (var layer in network.Skip(1)) onLine.Add(layer);
        var crossing = LinearRegions.Of(network, s_square).ActivationRegions
            .Count(region => region.Vertices.Min(v => v[1]) < 0 && region.Vertices.Max(v => v[1]) > 0);
        Assert.Equal(crossing, LinearRegions.Of(onLine, InputBox.Interval(-1, 1)).ActivationRegions.Count);
    }

    [Fact]
    public void Breakpoints_of_a_network_with_one_input_are_exact()
    {
        var hat = ReluApproximation.Of(x => Math.Abs(x - 0.25), 0, 1, 1e-4, 1.0).Network;
        var breakpoint = Assert.Single(LinearRegions.Of(hat, InputBox.Interval(0, 1)).Breakpoints);
        Assert.Equal(0.25, breakpoint, 2e-4);
        var regions = LinearRegions.Of(new PiecewiseLinearNetwork(MaxAffine.Elementwise(1, -1, 0, 0.5)), InputBox.Interval(-3, 3));
        Assert.Equal([0.0], regions.Breakpoints);
        Assert.Equal([-1.0, 0.5], regions.ActivationRegions.OrderBy(r => r.Vertices[0][0]).Select(r => r.Gradient(0, 0)));
    }

    [Fact]
    public void A_step_approximation_by_rectifiers_has_one_region_a_unit()
    {
        var fit = ReluApproximation.Of(Math.Sin, 0, 6, 0.01);
        var regions = LinearRegions.Of(fit.Network, InputBox.Interval(0, 6));
        Assert.Equal(fit.Units, regions.Count);
        Near.Equal([.. fit.Breakpoints.Skip(1)], [.. regions.Breakpoints], 1e-9);
    }

    [Fact]
    public void Lines_through_one_point_leave_no_sliver_between_them()
    {
        // Seven lines through the origin make 14 sectors, and their rounding errors no more.
        var weight = new double[7, 2];
        for (var i = 0; i < 7; i++) (weight[i, 0], weight[i, 1]) = (Math.Cos(0.1 + i * 0.4), Math.Sin(0.1 + i * 0.4));
        var layer = MaxAffine.Linear(Tensor.From(weight));
        var regions = LinearRegions.Of(new PiecewiseLinearNetwork(layer, MaxAffine.Elementwise(7, 0, 1)), InputBox.Rectangle(-1, 2, -1, 1));
        Assert.Equal(14, regions.ActivationRegions.Count);
        Assert.Equal(14, regions.Count);
    }

    [Fact]
    public void Cells_with_the_same_map_are_one_linear_region()
    {
        // relu(x) - relu(-x) = x: two cells, one region; and a unit that only repeats another one adds no cell.
        var same = new Sequential(Layer([[1, 0], [-1, 0], [1, 0]]), new ReLU(), Layer([[1, -1, 0]]));
        var regions = LinearRegions.Of(same, s_square);
        Assert.Equal((2, 1), (regions.ActivationRegions.Count, regions.Count));
        // relu(|x| - 9 relu(y)) is 0 on a wedge that the hinge x = 0 cuts into two cells.
        var gated = new Sequential(Layer([[1, 0], [-1, 0], [0, 1]]), new ReLU(), Layer([[1, 1, -9]]), new ReLU(), Layer([[1]]));
        var parts = LinearRegions.Of(gated, s_square);
        Assert.Equal((6, 5), (parts.ActivationRegions.Count, parts.Count));
    }

    [Fact]
    public void A_steep_unit_does_not_hide_a_faint_bend()
    {
        // Slopes 0.5 and 0.6 meet at x = 0.5, far from a ramp of slope 10^6 that ends at 0.
        var network = new Sequential(Layer([[-1], [1]], -0.5), new ReLU(), Layer([[1e6, 0.1]]));
        Assert.Equal(3, LinearRegions.Of(network, InputBox.Interval(-1, 1)).Count);
    }

    [Fact]
    public void Dead_units_and_a_constant_network_leave_the_box_whole()
    {
        var dead = new Sequential(Layer([[0, 0]], -1), new ReLU(), Layer([[5]]), new ReLU(), Layer([[1]]));
        var region = Assert.Single(LinearRegions.Of(dead, s_square).ActivationRegions);
        Assert.Equal([0, 0], region.Pattern);
        Assert.Equal(4, region.Size, 1e-12);
    }

    [Fact]
    public void A_maxout_unit_has_a_region_for_each_piece_that_is_somewhere_largest()
    {
        // max(x, y, -x - y) has three regions that meet in the origin; a piece below the others has none.
        var weight = Tensor.From<double>([1, 0, 0, 1, -1, -1, 0, 0], [1, 4, 2]);
        var regions = LinearRegions.Of(new PiecewiseLinearNetwork(new MaxAffine(weight, Tensor.From<double>([0, 0, 0, -1], [1, 4]))), s_square);
        Assert.Equal(3, regions.Count);
        Assert.Equal(3, regions.ActivationRegions.Count);
    }

    [Fact]
    public void No_network_exceeds_the_upper_bound_and_the_bounds_are_those_of_the_papers()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Gen.Choose(1, 5).ArrayOf(3).ToArbitrary(), (seed, widths) =>
            LinearRegions.Of(Rectifiers((ulong)seed, [2, .. widths, 1]), s_square).ActivationRegions.Count
                <= RegionBounds.DeepUpper(2, widths)).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
        Assert.Equal(211, RegionBounds.Shallow(2, 20));
        Assert.Equal(25 * 56, RegionBounds.DeepLower(2, 10, 10));
        Assert.Equal(56 * 56, RegionBounds.DeepUpper(2, 10, 10));
        Assert.Equal(8, RegionBounds.Shallow(5, 3));
        Assert.Equal(3 * 3 * 3 * 3, RegionBounds.MaxoutLower(2, 3, 3));
        Assert.Equal(BigInteger.Pow(2, 200), RegionBounds.DeepLower(100, 200, 100));
    }

    [Fact]
    public void Networks_that_cannot_be_enumerated_are_refused_with_the_reason()
    {
        string Message<T>(Action action) where T : Exception => Assert.Throws<T>(action).Message;
        Assert.Contains("Sigmoid", Message<ArgumentException>(() => LinearRegions.Of(new Sequential(Layer([[1, 0]]), new Sigmoid()), s_square)));
        Assert.Contains("3", Message<ShapeException>(() => LinearRegions.Of(Rectifiers(1, 3, 2, 1), s_square)));
        Assert.Contains("box 2", Message<ShapeException>(() => LinearRegions.Of(Rectifiers(1, 1, 2, 1), s_square)));
        Assert.Contains("begins with ReLU", Message<ArgumentException>(() => LinearRegions.Of(new Sequential(new ReLU()), s_square)));
        Assert.Contains("at least one layer", Message<ArgumentException>(() => LinearRegions.Of(new Sequential(), s_square)));
        Assert.Contains("takes 3 inputs", Message<ShapeException>(
            () => LinearRegions.Of(new Sequential(Layer([[1, 0]]), Layer([[1, 1, 1]])), s_square)));
        Assert.Contains("more than 10", Message<InvalidOperationException>(
            () => LinearRegions.Of(Rectifiers(1, 2, 20, 1), s_square, maximumCount: 10)));
        Assert.Contains("finite", Message<ArgumentException>(() => LinearRegions.Of(new Sequential(Layer([[double.NaN, 0]])), s_square)));
        Assert.Contains("overflow", Message<ArgumentException>(
            () => LinearRegions.Of(new Sequential(Layer([[1e200, 0]]), new ReLU(), Layer([[1e200]])), s_square)));
        Assert.Contains("interval", Message<ArgumentException>(() => InputBox.Rectangle(0, 1, 1, 1)));
        Assert.Contains("width of at least 3", Message<ArgumentException>(() => RegionBounds.DeepLower(3, 2, 3)));
        Assert.Throws<ShapeException>(() => new MaxAffine(Tensor.Zeros([2, 2, 1]), Tensor.Zeros([2, 3])));
        Assert.Throws<InvalidOperationException>(() => LinearRegions.Of(Rectifiers(1, 2, 2, 1), s_square).Breakpoints);
    }

    private static Linear Layer(double[][] weight, double bias = 0)
    {
        var layer = new Linear(weight[0].Length, weight.Length, dtype: DType.Float64);
        layer.Weight.CopyFrom(Tensor.From<double>(weight.SelectMany(row => row).ToArray(), [weight.Length, weight[0].Length]));
        layer.Bias!.CopyFrom(Tensor.Full([weight.Length], bias, DType.Float64));
        return layer;
    }
}
