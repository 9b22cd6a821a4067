using Adjoint.Nn;
using Adjoint.Representation;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.Representation;

public sealed class SeparationTests
{
    private static readonly Tensor s_corners = Tensor.From<double>([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);

    private static PerceptronResult Learn(params int[] classes) => Perceptron.Learn(s_corners, Tensor.From(classes));

    [Fact]
    public void The_perceptron_learns_all_fourteen_separable_functions_of_two_bits_and_proves_the_other_two_impossible()
    {
        for (var function = 0; function < 16; function++)
        {
            int[] classes = [.. Enumerable.Range(0, 4).Select(row => function >> row & 1)];
            var result = Learn(classes);
            var isXor = function is 0b0110 or 0b1001;
            Assert.Equal(!isXor, result.IsSeparated);
            Assert.Equal(isXor, result.Certificate is not null);
            if (isXor) continue;
            var (w, corners) = (result.Weights, s_corners.ToArray<double>());
            for (var row = 0; row < 4; row++)
                Assert.Equal(classes[row] == 1, w[0] * corners[2 * row] + w[1] * corners[2 * row + 1] + w[2] > 0);
        }
    }

    [Fact]
    public void The_certificate_of_xor_weighs_examples_that_cancel()
    {
        var certificate = Learn(0, 1, 1, 0).Certificate!;
        Assert.Contains(certificate, count => count > 0);
        int[] targets = [-1, 1, 1, -1];
        var corners = s_corners.ToArray<double>();
        Assert.Equal(0, Enumerable.Range(0, 4).Sum(i => certificate[i] * targets[i]));
        for (var j = 0; j < 2; j++) Assert.Equal(0, Enumerable.Range(0, 4).Sum(i => certificate[i] * targets[i] * corners[2 * i + j]));
        Assert.Contains("not separable", Learn(0, 1, 1, 0).ToString());
    }

    [Fact]
    public void Points_on_a_grid_are_separated_or_proven_inseparable()
    {
        Prop.ForAll(Gen.Choose(-3, 3).ArrayOf(12).ToArbitrary(), Gen.Choose(0, 1).ArrayOf(6).ToArbitrary(), (places, classes) =>
        {
            var points = Tensor.From<double>([.. places.Select(place => (double)place)], [6, 2]);
            var result = Perceptron.Learn(points, Tensor.From(classes), 100_000);
            return result.IsSeparated != result.Certificate is not null;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Examples_that_do_not_fit_are_refused()
    {
        Assert.Throws<ShapeException>(() => Perceptron.Learn(s_corners, Tensor.From([0, 1])));
        Assert.Throws<ShapeException>(() => Perceptron.Learn(Tensor.Zeros([0, 2]), Tensor.Zeros([0])));
        Assert.Contains("one is 2", Assert.Throws<ArgumentException>(() => Learn(0, 1, 2, 0)).Message);
        Assert.Throws<ArgumentException>(() => Perceptron.Learn(Tensor.Full([1, 1], double.NaN), Tensor.From([1])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Perceptron.Learn(s_corners, Tensor.From([0, 0, 0, 1]), 0));
        Assert.Equal("not separated within 1 epoch", Perceptron.Learn(s_corners, Tensor.From([0, 0, 0, 1]), 1).ToString());
    }

    [Fact]
    public void Polar_coordinates_lead_back_to_the_points()
    {
        var points = Tensor.RandN([50, 2], new Generator(1), DType.Float64);
        var polar = new PolarCoordinates().Forward(points);
        var (r, phi) = (polar[.., 0], polar[.., 1]);
        Near.Equal(points.ToArray<double>(), Tensor.Stack([r * phi.Cos(), r * phi.Sin()], 1).ToArray<double>(), 1e-12);
        Assert.Throws<ShapeException>(() => new PolarCoordinates().Forward(Tensor.Zeros([2, 3])));
    }

    [Fact]
    public void A_line_separates_rings_in_polar_coordinates_and_not_in_Cartesian_ones()
    {
        var rings = ClassifiedPoints.Rings(200, new Generator(1));
        var polar = rings with { Points = new PolarCoordinates().Forward(rings.Points) };
        var (line, polarLine) = (new Linear(2, 1, generator: new Generator(1)), new Linear(2, 1, generator: new Generator(1)));
        BinaryClassifier.Train(line, rings, 300, 0.1);
        BinaryClassifier.Train(polarLine, polar, 300, 0.1);
        Assert.InRange(BinaryClassifier.ErrorRate(line, rings), 0.3, 0.7);
        Assert.Equal(0, BinaryClassifier.ErrorRate(polarLine, polar));
    }

    [Fact]
    public void Two_layers_of_10_follow_a_varying_boundary_better_than_one_of_20()
    {
        var (train, test) = (ClassifiedPoints.Waves(800, new Generator(1), 3), ClassifiedPoints.Waves(2000, new Generator(2), 3));
        var (deep, shallow) = (DepthTrial.Run([10, 10], train, test, 1), DepthTrial.Run([20], train, test, 1));
        Assert.InRange(deep.TestError, 0, shallow.TestError / 2);
        Assert.InRange(shallow.Regions.Count, 1, (int)RegionBounds.Shallow(2, 20));
        Assert.Equal(151, deep.ParameterCount);
        // The boundary drawn from the regions is where the network changes its mind.
        foreach (var (from, to) in deep.Regions.LevelLine())
        {
            var middle = Tensor.From<float>([(float)(from.X + to.X) / 2, (float)(from.Y + to.Y) / 2], [1, 2]);
            Assert.Equal(0, deep.Network.Forward(middle).Item(), 1e-2);
        }
    }

    [Fact]
    public void The_level_line_of_a_cone_is_a_polygon_around_it()
    {
        var regions = LinearRegions.Of(new Sequential(SpaceFolding.AbsoluteValue(2), XorNetwork.Fold()), InputBox.Rectangle(-2, 2, -2, 2));
        var length = regions.LevelLine(level: 1).Sum(piece => double.Hypot(piece.To.X - piece.From.X, piece.To.Y - piece.From.Y));
        // ||x| - |y|| = 1 in the square from -2 to 2: eight pieces from a point of an axis to the border, each as long as sqrt 2.
        Assert.Equal(8 * Math.Sqrt(2), length, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => regions.LevelLine(1));
    }

    [Fact]
    public void Pictures_draw_every_region_and_the_boundary()
    {
        var regions = LinearRegions.Of(SpaceFolding.AbsoluteValue(2), InputBox.Rectangle(-1, 1, -1, 1));
        var svg = new RegionPicture { Regions = regions, Title = "folds", Boundary = 0, Points = ClassifiedPoints.Rings(10, new Generator(1)) }.ToSvg();
        Assert.Equal(4, svg.Split("<polygon").Length - 1);
        Assert.Equal(10, svg.Split("<circle").Length - 1);
        var onLine = LinearRegions.Of(SpaceFolding.Of(1, 1), InputBox.Interval(0, 1));
        Assert.Throws<InvalidOperationException>(() => new RegionPicture { Regions = onLine }.ToSvg());
        Assert.Equal([0, 1, 1, 0], Curves.Of("", onLine).Points.Select(point => point.Y));
        Assert.Throws<ArgumentException>(() => PictureRow.ToSvg("nothing"));
    }
}
