namespace Adjoint;

/// <summary>Why a function has no finite value at a finite number, in words; null where it has one.</summary>
internal static class Domain
{
    public static string? Logarithm(string function, double x) =>
        x < 0 ? $"{function} of a negative number" : x == 0 ? $"{function} of 0" : null;

    public static string? Between(string function, double x, double low, double high) =>
        x >= low && x <= high ? null : FormattableString.Invariant($"{function} of a number outside {low}..{high}");

    public static string? Power(double x, double exponent)
    {
        if (x < 0 && !double.IsInteger(exponent)) return "a negative number to a power that is not whole";
        return x == 0 && exponent < 0 ? "0 to a negative power" : null;
    }
}
