using System.Globalization;

namespace Adjoint.Inspect;

/// <summary>Large numbers as tables show them.</summary>
internal static class Amount
{
    /// <summary>As in <c>61,706</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As in <c>233.1 MiB</c>.</summary>
    public static string Bytes(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N1} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MiB");
}
