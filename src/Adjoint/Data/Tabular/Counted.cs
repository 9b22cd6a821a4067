using System.Globalization;

namespace Adjoint.Data;

/// <summary>A number with the word for what is counted.</summary>
internal static class Counted
{
    /// <summary>As in "1 row" and "1,200 rows".</summary>
    public static string Of(int count, string word, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? word : plural ?? word + "s")}");
}
