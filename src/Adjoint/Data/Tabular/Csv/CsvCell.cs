using System.Globalization;
using System.Text;

namespace Adjoint.Data;

/// <summary>What a single value of a file can be.</summary>
internal static class CsvCell
{
    private const int LongestNumber = 64;

    private static readonly string[] s_missing = ["", "NA", "N/A", "#N/A", "NaN", "null", "?"];

    private static readonly string[] s_dates =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy/MM/dd HH:mm", "yyyy/MM/dd HH:mm:ss", "d.M.yyyy", "d.M.yyyy HH:mm",
        "d.M.yyyy HH:mm:ss",
    ];

    /// <summary>The words for a missing value, with further ones, as UTF-8.</summary>
    public static byte[][] MissingWords(IEnumerable<string> more) =>
        [.. s_missing.Concat(more).Select(word => Encoding.UTF8.GetBytes(word))];

    public static bool IsMissing(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (var word in words)
        {
            if (word.Length == text.Length && Ascii.EqualsIgnoreCase(word, text)) return true;
            if (word.AsSpan().SequenceEqual(text)) return true;
        }
        return false;
    }

    /// <summary>Reads a number; one that is infinite, or beyond double precision, is read as infinite.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        var digits = text is [(byte)'+' or (byte)'-', ..] ? text[1..] : text;
        if (!Ascii.EqualsIgnoreCase(digits, "inf"u8)) return false;
        value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    /// <summary>Reads a number whose decimals stand behind a comma.</summary>
    public static bool TryCommaNumber(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length > LongestNumber || text.Contains((byte)'.')) return false;
        Span<byte> point = stackalloc byte[text.Length];
        text.Replace(point, (byte)',', (byte)'.');
        return TryNumber(point, out value);
    }

    /// <summary>Reads a date, with or without a time, as days since 1970-01-01.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out double days)
    {
        days = 0;
        if (text.Length is < 8 or > 40 || !char.IsAsciiDigit((char)text[0])) return false;
        Span<char> characters = stackalloc char[text.Length];
        var length = Encoding.UTF8.GetChars(text, characters);
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(characters[..length], s_dates, CultureInfo.InvariantCulture, styles, out var time)) return false;
        days = (time - DateTime.UnixEpoch).TotalDays;
        return true;
    }
}
