using Adjoint.Graphs.Layouts;

namespace Adjoint.Graphs.Drawing;

/// <summary>The text on an edge: a few lines on a ground of their own.</summary>
internal sealed class EdgeLabel(IReadOnlyList<DrawingLine> lines)
{
    private const double FontSize = 10.5;
    private const double LineHeight = 13;
    private const double Padding = 4;

    public LayoutSize Size => lines.Count == 0
        ? default
        : new LayoutSize(Math.Ceiling(lines.Max(line => TextWidth.Of(line.Text, FontSize))) + 2 * Padding, LineHeight * lines.Count + 3);

    public SvgElement Draw(LayoutBox box)
    {
        var group = SvgElement.GroupAt(box.X, box.Y);
        group.Add(SvgElement.Rect(0, 0, box.Width, box.Height, 4).Class("paper"));
        for (var i = 0; i < lines.Count; i++)
        {
            group.Add(SvgElement.Text(box.Width / 2, LineHeight * (i + 1) - 1.5, lines[i].Text).Anchor("middle").Class(lines[i].Class)
                .Set("style", $"font-size:{SvgText.Number(FontSize)}px"));
        }
        return group;
    }
}
