using Adjoint.Graphs.Layouts;

namespace Adjoint.Graphs.Drawing;

/// <summary>
/// Draws a <see cref="Graph"/>: a box for each node with its name, attributes and whatever lines are asked for, edges as curves with their
/// shapes. <c>new GraphDrawing { Title = "LeNet-5" }.ToSvg(graph)</c>. An immutable value.
/// </summary>
public sealed record GraphDrawing
{
    /// <summary>The most nodes that are drawn; collapse larger graphs first.</summary>
    public const int MaximumNodes = 5_000;

    private const double Heading = 52;
    private const double Margin = 20;

    /// <summary>Stands above the drawing.</summary>
    public string Title { get; init; } = "";

    /// <summary>Which way the edges run.</summary>
    public LayoutOrientation Orientation { get; init; }

    /// <summary>Lines in a node's box under its name, such as value and adjoint; null for attributes, parameters and shapes.</summary>
    public Func<GraphNode, IReadOnlyList<DrawingLine>>? NodeLines { get; init; }

    /// <summary>Lines on an edge, such as a local derivative; null for the shapes of what it carries.</summary>
    public Func<GraphEdge, IReadOnlyList<DrawingLine>>? EdgeLines { get; init; }

    /// <summary>The picture as a file of its own.</summary>
    /// <exception cref="ArgumentException">The graph is too large to be drawn; the message says how to make it smaller.</exception>
    public string ToSvg(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var content = Lay(graph, out var size);
        var width = Math.Max(size.Width, TextWidth.Of(Title, 15, isBold: true) + 2 * Margin);
        width = Math.Max(width, TextWidth.Of(GraphSummary.Of(graph)) + 2 * Margin);
        return new SvgDocument(width, size.Height + Heading, Title)
            .Add(SvgElement.Text(Margin, 28, Title).Class("strong").Set("style", "font-size:15px"))
            .Add(SvgElement.Text(Margin, 46, GraphSummary.Of(graph)).Class("faint"))
            .Add(SvgElement.GroupAt((width - size.Width) / 2, Heading).Add(content))
            .ToString();
    }

    /// <summary>Boxes and edges as a part of another drawing; the left upper corner is the group's origin.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="size">The size of the drawing.</param>
    /// <exception cref="ArgumentException">The graph is too large to be drawn.</exception>
    public SvgElement Draw(Graph graph, out LayoutSize size)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Lay(graph, out size);
    }

    private SvgElement Lay(Graph graph, out LayoutSize size)
    {
        if (graph.Nodes.Count > MaximumNodes) throw GraphLayout.TooLarge(graph.Nodes.Count, MaximumNodes);
        var nodes = graph.Nodes.Select(node => new NodeBox(node, NodeLines?.Invoke(node) ?? DefaultLines.Of(node))).ToList();
        var edges = graph.Edges.ToList();
        var labels = edges.ConvertAll(edge => new EdgeLabel(EdgeLines?.Invoke(edge) ?? DefaultLines.Of(graph, edge)));
        var layout = GraphLayout.Of([.. nodes.Select(node => node.Size)],
            [.. edges.Select((edge, i) => new LayoutEdge(edge.From, edge.To, labels[i].Size))],
            new LayoutOptions { Orientation = Orientation, Margin = Margin });
        size = layout.Size;
        var group = SvgElement.Group();
        for (var i = 0; i < edges.Count; i++) group.Add(EdgeCurve.Draw(layout.Routes[i], Orientation, TitleOf(graph, edges[i])));
        for (var i = 0; i < edges.Count; i++)
        {
            if (layout.Labels[i] is { } box) group.Add(labels[i].Draw(box));
        }
        for (var i = 0; i < nodes.Count; i++) group.Add(nodes[i].Draw(layout.Boxes[i]));
        return group;
    }

    private static string TitleOf(Graph graph, GraphEdge edge) =>
        $"{graph.Nodes[edge.From].Label} to {graph.Nodes[edge.To].Label}: {string.Join(", ", edge.Types)}";
}
