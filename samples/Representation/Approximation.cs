using Adjoint.Graphs.Drawing;
using Adjoint.Representation;
using static System.FormattableString;

/// <summary>Any continuous function by one hidden layer: built from steps, sigmoids and rectifiers, and trained.</summary>
internal static class Approximation
{
    // Bumps of different heights on [0, 1]; the slope is at most 0.8 + 0.3 (1 + 15) + 2.5.
    private const double Steepest = 8.1;

    public static void Run(Pictures pictures)
    {
        Console.WriteLine("  error asked   steps  sigmoids  rectifiers   (hidden units; proven by a Lipschitz constant)");
        foreach (var error in new[] { 0.2, 0.1, 0.05, 0.02, 0.01 })
        {
            var (steps, sigmoids, rectifiers) = Build(error);
            Console.WriteLine(Invariant($"{error,13} {steps.Units,7} {sigmoids.Units,9} {rectifiers.Units,11}"));
        }
        var (step, sigmoid, rectifier) = Build(0.1);
        var trained = TrainedApproximation.Of(Bumps, 0, 1, units: 10, steps: 1500);
        foreach (var (name, fit) in new[] { ("steps", step), ("sigmoids", sigmoid), ("rectifiers", rectifier), ("trained", trained) })
        {
            Console.WriteLine(Invariant($"{name,-10} {fit.Units,3} units, largest error {fit.LargestError:0.0000}, ")
                + (fit.ErrorBound is { } bound ? Invariant($"never above {bound:0.0000}") : "no guarantee"));
        }
        pictures.Add("approximation", () => PictureRow.ToSvg("One hidden layer, built and trained",
            Chart($"{step.Units} steps, error at most 0.1", step), Chart($"{rectifier.Units} rectifiers, error at most 0.1", rectifier),
            Chart($"{trained.Units} tanh units, trained", trained)));
    }

    private static double Bumps(double x) => 0.2 + 0.4 * x * x + 0.3 * x * Math.Sin(15 * x) + 0.05 * Math.Cos(50 * x);

    private static (FunctionApproximation Steps, FunctionApproximation Sigmoids, FunctionApproximation Rectifiers) Build(double error) =>
        (StepApproximation.Of(Bumps, 0, 1, error, Steepest), SigmoidApproximation.Of(Bumps, 0, 1, error, lipschitz: Steepest),
            ReluApproximation.Of(Bumps, 0, 1, error, Steepest));

    private static (SvgElement Drawing, double Width, double Height) Chart(string title, FunctionApproximation fit)
    {
        var chart = new LineChart
        {
            Title = title,
            XName = "x",
            Series = [Curves.Of("function", Bumps, 0, 1), Curves.Of("network", fit, 0, 1)],
            YAxis = ChartAxis.Between(0, 1),
            Width = 300,
            Height = 240,
        };
        return (chart.Draw(), chart.TotalWidth, chart.TotalHeight);
    }
}
