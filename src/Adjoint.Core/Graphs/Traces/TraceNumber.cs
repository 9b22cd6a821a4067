using System.Globalization;

namespace Adjoint.Graphs;

/// <summary>Numbers as a trace prints them.</summary>
internal static class TraceNumber
{
    // Elements shown of a tensor that is not a single number.
    private const int ShownElements = 4;

    /// <summary>Seven digits at most.</summary>
    public static string Text(double value) => value switch
    {
        0 => "0",
        double.NaN => "NaN",
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("G7", CultureInfo.InvariantCulture),
    };

    /// <summary>A single number, or the first elements in brackets.</summary>
    public static string Text(Tensor value) =>
        value.ElementCount == 1 ? Text(value.Item()) : new TensorPrinter(value).PrintFirst(ShownElements);

    /// <summary>Zero for null, as tangents have it.</summary>
    public static string TextOrZero(Tensor? value) => value is null ? "0" : Text(value);

    /// <summary>The first element that is not finite, row by row; null if all are, as all integers are.</summary>
    public static (int Index, double Value)? FirstNonFinite(Tensor x)
    {
        if (!x.DType.IsFloat) return null;
        if (x.ElementCount == 1) return double.IsFinite(x.Item()) ? null : (0, x.Item());
        var values = Doubles(x);
        var index = Array.FindIndex(values, value => !double.IsFinite(value));
        return index < 0 ? null : (index, values[index]);
    }

    public static double[] Doubles(Tensor x) => x.To(DType.Float64).ToArray<double>();
}
