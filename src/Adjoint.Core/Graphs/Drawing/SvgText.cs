using System.Globalization;
using System.Text;

namespace Adjoint.Graphs.Drawing;

/// <summary>Numbers and text as SVG wants them: no culture, nothing that XML would take for markup.</summary>
public static class SvgText
{
    /// <summary>A coordinate with at most two decimals, whatever the culture.</summary>
    /// <exception cref="ArgumentException">The number is not finite: an SVG has no place for it.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"Svg: a coordinate must be a finite number, and {value.ToString(CultureInfo.InvariantCulture)} "
                + "is none. Hint: leave such points out.", nameof(value));
        }
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>Text for an attribute or an element; characters that XML 1.0 forbids become the replacement character.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                default: escaped.Append(IsAllowed(rune.Value) ? rune.ToString() : "\uFFFD"); break;
            }
        }
        return escaped.ToString();
    }

    // XML 1.0, production 2 (Char). A rune is never a lone surrogate.
    private static bool IsAllowed(int character) => character is >= 0x20 and not (0xFFFE or 0xFFFF) or '\t' or '\n' or '\r';
}
