using Adjoint.Graphs.Layouts;

namespace Adjoint.Graphs.Drawing;

/// <summary>The box of one node: its shape tells the kind, its colour the module.</summary>
internal sealed class NodeBox
{
    private const double TitleSize = 12.5;
    private const double LineSize = 11;
    private const double LineHeight = 15;
    private const double Padding = 8;
    private const double LeastWidth = 36;
    private const double MostTitleWidth = 240;

    private readonly GraphNode _node;
    private readonly IReadOnlyList<DrawingLine> _lines;
    private readonly string _title;

    public NodeBox(GraphNode node, IReadOnlyList<DrawingLine> lines)
    {
        (_node, _lines) = (node, lines);
        _title = TextWidth.Fit(node.Label, MostTitleWidth, TitleSize, isBold: true);
        var text = lines.Select(line => TextWidth.Of(line.Text, LineSize)).Append(TextWidth.Of(_title, TitleSize, isBold: true)).Max();
        // The round ends of a pill take room from the text.
        var width = Math.Max(LeastWidth, Math.Ceiling(text) + 2 * Padding + (IsPill ? 2 * Padding : 0));
        Size = new LayoutSize(width, 2 * Padding + LineHeight * (lines.Count + 1) - 3);
    }

    public LayoutSize Size { get; }

    private bool IsPill => _node.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant;

    public SvgElement Draw(LayoutBox box)
    {
        var group = SvgElement.GroupAt(box.X, box.Y).Title(Tooltip());
        var radius = IsPill ? Math.Min(box.Height / 2, 18) : 5;
        // An opaque ground hides edges that end below the box.
        group.Add(SvgElement.Rect(0, 0, box.Width, box.Height, radius).Class("paper"));
        group.Add(SvgElement.Rect(0, 0, box.Width, box.Height, radius).Class(Fill));
        var border = SvgElement.Rect(0, 0, box.Width, box.Height, radius).Class(Border);
        group.Add(_node.IsOutput ? border : border.Set("style", "stroke-width:1.2"));
        group.Add(SvgElement.Text(box.Width / 2, Padding + 11, _title).Anchor("middle").Class("strong")
            .Set("style", $"font-size:{SvgText.Number(TitleSize)}px"));
        for (var i = 0; i < _lines.Count; i++)
        {
            group.Add(SvgElement.Text(box.Width / 2, Padding + 11 + LineHeight * (i + 1), _lines[i].Text).Anchor("middle")
                .Class(_lines[i].Class).Set("style", $"font-size:{SvgText.Number(LineSize)}px"));
        }
        return group;
    }

    // Variables blue, parameters green, constants grey, operations and modules violet: kinds that a glance tells apart.
    private int Colour => _node.Kind switch
    {
        GraphNodeKind.Variable => _node.ModulePath is { Length: > 0 } ? 2 : 0,
        GraphNodeKind.Constant => 7,
        GraphNodeKind.Module => 1,
        _ => 3,
    };

    private string Fill => SvgTheme.Tint(Colour);

    private string Border => SvgTheme.Line(Colour) + (_node.Kind == GraphNodeKind.Constant ? " dash" : "");

    private string Tooltip()
    {
        var text = new List<string> { _node.ToString() };
        foreach (var (name, value) in _node.Attributes) text.Add($"{name}: {value}");
        if (_node.ModulePath is { Length: > 0 } path) text.Add($"module {path}");
        text.Add($"depth {Counts.Grouped(_node.Depth)}, used {Counts.Grouped(_node.FanOut)} times, {Counts.Grouped(_node.Flops)} FLOPs");
        return string.Join('\n', text);
    }
}
