using System.Globalization;

namespace Adjoint.Graphs.Layouts;

/// <summary>
/// Where the boxes and edges of an acyclic graph stand in a drawing, by Sugiyama's method (Sugiyama, Tagawa, Toda, 1981): layers by longest
/// path, crossings reduced by sweeps, places by Brandes and Koepf (2001). Boxes never overlap, and an edge keeps clear of the boxes it does
/// not belong to. The same graph always gets the same layout.
/// </summary>
public sealed class GraphLayout
{
    /// <summary>The most boxes, and places where an edge passes a layer, that are laid out; more is no picture that anyone could read.</summary>
    public const int MaximumSize = 40_000;

    internal GraphLayout(LayoutSize size, LayoutBox[] boxes, LayoutBox?[] labels, LayoutPoint[][] routes, int[] layers)
    {
        (Size, Boxes, Labels, Routes, Layers) = (size, boxes, labels, routes, layers);
    }

    /// <summary>The size of the whole drawing.</summary>
    public LayoutSize Size { get; }

    /// <summary>The box of each node.</summary>
    public IReadOnlyList<LayoutBox> Boxes { get; }

    /// <summary>The box of each edge's label; null for an edge without one.</summary>
    public IReadOnlyList<LayoutBox?> Labels { get; }

    /// <summary>
    /// The course of each edge from the rim of one box to that of the other. Every second piece, the first one included, runs straight
    /// through a layer; those between cross the gap from one layer to the next and may be drawn as curves.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<LayoutPoint>> Routes { get; }

    /// <summary>The layer of each node, from 0 on; along every edge it rises.</summary>
    public IReadOnlyList<int> Layers { get; }

    /// <summary>Lays a graph out.</summary>
    /// <param name="nodes">The size of each box.</param>
    /// <param name="edges">The edges; each leads to a node with a greater number.</param>
    /// <param name="options">The spacing; null for the usual one.</param>
    /// <exception cref="ArgumentException">An edge does not lead forward, or the graph is too large to be drawn.</exception>
    public static GraphLayout Of(IReadOnlyList<LayoutSize> nodes, IReadOnlyList<LayoutEdge> edges, LayoutOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        options ??= new LayoutOptions();
        Require(nodes, edges);
        var isTurned = options.Orientation == LayoutOrientation.LeftRight;
        if (isTurned)
        {
            nodes = [.. nodes.Select(node => node.Turned)];
            edges = [.. edges.Select(edge => edge with { Label = edge.Label.Turned })];
        }
        var graph = LayerGraph.Of(nodes, edges);
        var layers = CrossingReduction.Order(graph);
        var centers = HorizontalPlaces.Of(graph, layers, options);
        var layout = new LayoutDrawing(graph, layers, centers, edges, options).Build(nodes.Count);
        return isTurned ? layout.Turned() : layout;
    }

    private static void Require(IReadOnlyList<LayoutSize> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        if (nodes.Count > MaximumSize) throw TooLarge(nodes.Count, MaximumSize);
        foreach (var (from, to, _) in edges)
        {
            if (from >= 0 && from < to && to < nodes.Count) continue;
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"GraphLayout: the edge from {from} to {to} does not lead from one of the {nodes.Count} nodes to one with a greater number. "
                    + $"Hint: number the nodes in topological order."), nameof(edges));
        }
    }

    internal static ArgumentException TooLarge(int size, int limit) => new(string.Create(CultureInfo.InvariantCulture,
        $"GraphLayout: a graph with {size:N0} or more boxes and passages of edges is too large to be drawn; at most {limit:N0} are. "
            + $"Hint: collapse it by module (CollapseByModule), or draw the graph of a part."));

    private GraphLayout Turned() => new(Size.Turned, [.. Boxes.Select(box => box.Turned)], [.. Labels.Select(label => label?.Turned)],
        [.. Routes.Select(route => route.Select(point => point.Turned).ToArray())], [.. Layers]);
}
