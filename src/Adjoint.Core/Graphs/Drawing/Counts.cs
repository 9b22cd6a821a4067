using System.Globalization;

namespace Adjoint.Graphs.Drawing;

/// <summary>Counts as text.</summary>
internal static class Counts
{
    /// <summary>All digits, in groups of three.</summary>
    public static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits and the prefix of a power of 1000, ready for a unit: <c>416 k</c>.</summary>
    public static string Short(long count)
    {
        var (value, power) = ((double)count, 0);
        // From 999.5 on, three digits would read 1000.
        for (; value >= 999.5 && power < 5; power++) value /= 1000;
        var digits = value.ToString(power == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
        return $"{digits} {(power == 0 ? "" : "kMGTP"[power - 1])}";
    }
}
