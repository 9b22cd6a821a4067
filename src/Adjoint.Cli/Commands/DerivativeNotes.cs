using System.Globalization;

namespace Adjoint.Cli.Commands;

/// <summary>Says where the methods of a trace disagree, and the likely reason.</summary>
/// <param name="Derivatives">What the methods found.</param>
/// <param name="At">The function along one variable, the others at the point.</param>
/// <param name="Point">The point.</param>
internal sealed record DerivativeNotes(TraceDerivatives Derivatives, Func<int, Func<double, double>> At, IReadOnlyList<double> Point)
{
    private const double MostDifference = 1e-6;
    private const int ShownNotes = 6;

    // The slopes beside the point are taken at two steps: for a smooth function their gap shrinks with the step.
    private const double WideStep = 1e-5;
    private const double NarrowStep = 1e-6;

    /// <summary>One sentence or more a variable; none if all is well.</summary>
    public IReadOnlyList<string> Texts(double value)
    {
        if (Point.Count == 0) return [];
        if (!double.IsFinite(value))
            return ["The value is not finite, so there is no derivative here, whatever numbers the rules give."];
        string[] notes = [.. Enumerable.Range(0, Point.Count).Select(Of).OfType<string>()];
        return notes.Length <= ShownNotes
            ? notes
            : [.. notes.Take(ShownNotes), string.Create(CultureInfo.InvariantCulture,
                $"The methods differ for {notes.Length - ShownNotes:N0} more variables.")];
    }

    private string? Of(int variable)
    {
        var groups = new List<(double Value, List<string> Methods)>();
        foreach (var method in Derivatives.Methods)
        {
            if (method.Values is not { } values) continue;
            var group = groups.FindIndex(one => Agree(one.Value, values[variable]));
            if (group < 0) groups.Add((values[variable], [method.Method]));
            else groups[group].Methods.Add(method.Method);
        }
        if (groups.Count < 2) return null;
        var sides = groups.Select(group =>
            $"{string.Join(", ", group.Methods)} {(group.Methods.Count > 1 ? "give" : "gives")} {Number(group.Value)}");
        return $"d{Derivatives.ResultName}/d{Derivatives.Variables[variable]}: {string.Join("; ", sides)}. {Reason(variable)}";
    }

    private static bool Agree(double x, double y) => double.IsFinite(x) && double.IsFinite(y)
        ? Math.Abs(x - y) <= MostDifference * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y)))
        : double.IsFinite(x) == double.IsFinite(y);

    private string Reason(int variable)
    {
        var (f, x) = (At(variable), Point[variable]);
        var scale = Math.Max(1, Math.Abs(x));
        var wide = NumericalDerivative.SlopesBeside(f, x, WideStep * scale);
        var narrow = NumericalDerivative.SlopesBeside(f, x, NarrowStep * scale);
        if (!double.IsFinite(Gap(wide)) || !double.IsFinite(Gap(narrow)))
            return "The point is near the edge of the domain: close beside it the value is not finite, and the differences fail.";
        var size = Math.Max(1, Math.Min(Math.Abs(narrow.Below), Math.Abs(narrow.Above)));
        if (Gap(narrow) <= 1e-3 * size || Gap(narrow) < Gap(wide) / 2)
            return "No kink is seen here: the differences are inexact, the steps too wide or rounding too large.";
        var (kind, slopes) = Gap(narrow) > 3 * Gap(wide)
            ? ("a jump", "")
            : ("a kink", $" ({Number(narrow.Below)} below, {Number(narrow.Above)} above)");
        return $"There is likely {kind} here: the one-sided slopes differ{slopes}; see docs/subderivatives.md.";
    }

    private static double Gap(OneSidedSlopes slopes) => Math.Abs(slopes.Above - slopes.Below);

    private static string Number(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("G6", CultureInfo.InvariantCulture),
    };
}
