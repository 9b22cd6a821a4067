using Adjoint;
using Adjoint.Graphs.Drawing;
using Adjoint.Nn;
using Adjoint.Representation;

/// <summary>Layers that fold their input: the number of regions grows as a power of the depth.</summary>
internal static class Folding
{
    public static void Run(Pictures pictures)
    {
        Console.WriteLine("depth  rectifiers  regions on a line  of one hidden layer with as many");
        for (var depth = 1; depth <= 10; depth++)
        {
            var count = Sawtooth(depth).Count;
            Console.WriteLine($"{depth,5} {2 * depth,11} {count,18} {RegionBounds.Shallow(1, 2 * depth),32}");
        }
        var folds = Enumerable.Range(1, 3).Select(Square).ToArray();
        Console.WriteLine($"the square folded 1, 2, 3 times: {string.Join(", ", folds.Select(fold => fold.Count))} regions");
        pictures.Add("sawtooth", () => PictureRow.ToSvg("Sawtooth functions by folding", Chart(1), Chart(2), Chart(4)));
        pictures.Add("region-growth", () => new LineChart
        {
            Title = "Linear regions of networks with equally many rectifiers",
            XName = "rectifiers",
            YName = "regions on a line",
            HasLogarithmicY = true,
            Series =
            [
                new("deep: two rectifiers a layer", [.. Points(depth => Sawtooth(depth).Count)]) { HasMarkers = true },
                new("one hidden layer", [.. Points(depth => (double)RegionBounds.Shallow(1, 2 * depth))]) { HasMarkers = true },
            ],
        }.ToSvg());
        pictures.Add("folding", () =>
        {
            RegionPicture[] drawn =
            [
                Picture("What the last layer sees", Square(0), [Leaf()]),
                Picture("Input, folded once", folds[0], FoldedCopies.Of(folds[0], Leaf())),
                Picture("Input, folded twice", folds[1], FoldedCopies.Of(folds[1], Leaf())),
            ];
            return PictureRow.ToSvg("Space folding", [.. drawn.Select(picture => (picture.Draw(), picture.TotalWidth, picture.TotalHeight))]);
        });
    }

    private static LinearRegions Sawtooth(int depth) => LinearRegions.Of(SpaceFolding.Of(1, depth), InputBox.Interval(0, 1));

    private static IEnumerable<ChartPoint> Points(Func<int, double> regions) =>
        Enumerable.Range(1, 10).Select(depth => new ChartPoint(2 * depth, regions(depth)));

    private static (SvgElement Drawing, double Width, double Height) Chart(int depth)
    {
        var chart = new LineChart
        {
            Title = $"{depth} layer{(depth == 1 ? "" : "s")}, {2 * depth} rectifiers",
            XName = "x",
            Series = [Curves.Of("", Sawtooth(depth))],
            Width = 240,
            Height = 160,
        };
        return (chart.Draw(), chart.TotalWidth, chart.TotalHeight);
    }

    /// <summary>|x| and |y|, moved back to the square from -1 to 1, as often as asked.</summary>
    private static LinearRegions Square(int folds)
    {
        var network = new Sequential(new Linear(2, 2));
        var identity = (Linear)network[0];
        identity.Weight.CopyFrom(Tensor.Eye(2));
        identity.Bias!.CopyFrom(Tensor.Zeros([2]));
        for (var i = 0; i < folds; i++)
        {
            network.Add(SpaceFolding.AbsoluteValue(2));
            var stretch = new Linear(2, 2, dtype: DType.Float64);
            stretch.Weight.CopyFrom(Tensor.Eye(2, DType.Float64) * 2);
            stretch.Bias!.CopyFrom(Tensor.Full([2], -1, DType.Float64));
            network.Add(stretch);
        }
        return LinearRegions.Of(network, InputBox.Rectangle(-1, 1, -1, 1));
    }

    private static (double X, double Y)[] Leaf() =>
    [
        .. Enumerable.Range(0, 161).Select(i => i * Math.PI / 80).Select(t =>
            (0.15 + 0.62 * Math.Cos(t) * (1 - 0.35 * Math.Sin(t)), 0.1 + 0.5 * Math.Sin(t) + 0.25 * Math.Cos(t))),
    ];

    private static RegionPicture Picture(string title, LinearRegions regions, IReadOnlyList<IReadOnlyList<(double X, double Y)>> curves) =>
        new() { Regions = regions, Title = title, Curves = curves, Width = 280 };
}
