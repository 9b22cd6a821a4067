namespace Adjoint.Graphs.Drawing;

/// <summary>One line of text in a node's box or on an edge.</summary>
/// <param name="Text">The text.</param>
/// <param name="Colour">The position in <see cref="SvgTheme"/>'s colours; null for the colour of ordinary text.</param>
public readonly record struct DrawingLine(string Text, int? Colour = null)
{
    /// <summary>A line in the colour of ordinary text.</summary>
    public static implicit operator DrawingLine(string text) => new(text);

    /// <summary>A line in the colour of ordinary text.</summary>
    public static DrawingLine FromString(string text) => new(text);

    internal string Class => Colour is { } colour ? SvgTheme.Fill(colour) : "faint";
}
