namespace Adjoint.Graphs.Drawing;

/// <summary>
/// Estimates how wide a text will be drawn, so that boxes fit their labels without a font at hand. It counts with the widths of DejaVu Sans,
/// among the widest of common sans-serif fonts; with another one the text is somewhat narrower than its box.
/// </summary>
public static class TextWidth
{
    private const double Bold = 1.12;
    private const double OtherLetter = 70;
    private const double FullWidth = 100;

    // Hundredths of the font size, for the characters from space to tilde.
    private static ReadOnlySpan<byte> Widths =>
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64,
        64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63,
        58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69,
        61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58,
        28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    /// <summary>The width in pixels of one line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fontSize">Its size in pixels.</param>
    /// <param name="isBold">Whether it is drawn bold.</param>
    public static double Of(string text, double fontSize = 12, bool isBold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        double width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // From U+1100 on lie the scripts with square letters, and symbols.
            width += rune.Value is >= ' ' and <= '~' ? Widths[rune.Value - ' '] : rune.Value < 0x1100 ? OtherLetter : FullWidth;
        }
        return width / 100 * fontSize * (isBold ? Bold : 1);
    }

    /// <summary>The text, its end replaced by an ellipsis if it is wider than a number of pixels.</summary>
    public static string Fit(string text, double width, double fontSize = 12, bool isBold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Of(text, fontSize, isBold) <= width) return text;
        var runes = text.EnumerateRunes().ToArray();
        var room = width - Of("…", fontSize, isBold);
        var length = 0;
        foreach (var rune in runes)
        {
            room -= Of(rune.ToString(), fontSize, isBold);
            if (room < 0) break;
            length += rune.Utf16SequenceLength;
        }
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
