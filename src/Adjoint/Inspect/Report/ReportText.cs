using System.Globalization;

namespace Adjoint.Inspect;

/// <summary>How a report writes numbers.</summary>
internal static class ReportText
{
    /// <summary>Five digits that count, without an exponent where that is readable.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return "not a number";
        var size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            >= 1e9 or < 1e-4 => value.ToString("0.###e0", CultureInfo.InvariantCulture),
            >= 1e4 => value.ToString("N0", CultureInfo.InvariantCulture),
            _ => value.ToString("G5", CultureInfo.InvariantCulture),
        };
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Fraction(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>The name of a metric in words.</summary>
    public static string Metric(string name) => name switch
    {
        "acc" => "accuracy",
        "rmse" => "root mean squared error",
        "mae" => "mean absolute error",
        "r2" => "R2",
        _ => name,
    };
}
