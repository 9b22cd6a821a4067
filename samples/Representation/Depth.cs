using Adjoint;
using Adjoint.Representation;
using static System.FormattableString;

/// <summary>Two hidden layers of 10 against one of 20, on classes with a boundary that varies much.</summary>
internal static class Depth
{
    public static void Run(Pictures pictures)
    {
        var train = ClassifiedPoints.Waves(800, new Generator(1), waves: 3);
        var test = ClassifiedPoints.Waves(4000, new Generator(2), waves: 3);
        Console.WriteLine("wrong on new points, and linear regions, for five first values");
        // 20 units in one layer have about half the parameters of 10 + 10; 37 units have as many.
        int[][] shapes = [[10, 10], [20], [37]];
        var trials = Array.ConvertAll(shapes, widths =>
            Enumerable.Range(1, 5).Select(seed => DepthTrial.Run(widths, train, test, (ulong)seed)).ToArray());
        foreach (var (widths, runs) in shapes.Zip(trials))
        {
            var name = string.Join(" + ", widths);
            var cells = runs.Select(trial => Invariant($"{trial.TestError,6:0.0%} ({trial.Regions.Count,3})"));
            Console.WriteLine($"{name,-8} {runs[0].ParameterCount,3} parameters {string.Join(' ', cells)}");
        }
        var (first, other) = (trials[0][0], trials[1][0]);
        pictures.Add("deep-shallow", () =>
        {
            var shown = ClassifiedPoints.Waves(300, new Generator(3), waves: 3);
            RegionPicture[] drawn =
            [
                new()
                {
                    Regions = first.Regions, Title = Invariant($"10 + 10 units: {first.TestError:0.0%} wrong"), Boundary = 0, Points = shown,
                },
                new()
                {
                    Regions = other.Regions, Title = Invariant($"20 units: {other.TestError:0.0%} wrong"), Boundary = 0, Points = shown,
                },
            ];
            return PictureRow.ToSvg("Deep and shallow",
                [.. drawn.Select(picture => (picture.Draw(), picture.TotalWidth, picture.TotalHeight))]);
        });
    }
}
