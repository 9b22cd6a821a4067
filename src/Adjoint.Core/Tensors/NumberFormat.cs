using System.Globalization;

namespace Adjoint;

/// <summary>
/// The one format that all printed floats of a tensor share: "1." for whole numbers, four decimals, or scientific if they are very large,
/// very small or of very different sizes.
/// </summary>
internal sealed class NumberFormat
{
    private const double GreatestFixed = 1e8;
    private const double LeastFixed = 1e-4;
    private const double GreatestRatio = 1000;

    private readonly string _pattern;

    private NumberFormat(string pattern) => _pattern = pattern;

    /// <summary>Five digits at most, each number for itself.</summary>
    public static NumberFormat Short { get; } = new("G5");

    public static NumberFormat For(IEnumerable<double> values)
    {
        var (least, greatest, whole) = (double.PositiveInfinity, 0.0, true);
        foreach (var value in values.Where(double.IsFinite))
        {
            var size = Math.Abs(value);
            greatest = Math.Max(greatest, size);
            if (size > 0) least = Math.Min(least, size);
            whole &= double.IsInteger(value);
        }
        var fits = greatest <= GreatestFixed && (whole || (greatest <= GreatestRatio * least && least >= LeastFixed));
        return new NumberFormat(!fits ? "0.0000e+00" : whole ? "0'.'" : "0.0000");
    }

    public string Text(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString(_pattern, CultureInfo.InvariantCulture),
    };
}
