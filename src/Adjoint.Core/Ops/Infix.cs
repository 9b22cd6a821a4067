using System.Globalization;

namespace Adjoint;

/// <summary>Operands of a formula with signs between them.</summary>
internal static class Infix
{
    /// <summary>A name or number as it stands between signs: one with a sign of its own in parentheses.</summary>
    public static string Operand(string text) => text.StartsWith('-') ? $"({text})" : text;

    /// <inheritdoc cref="Operand(string)"/>
    public static string Operand(double number) => Operand(number.ToString(CultureInfo.InvariantCulture));
}
