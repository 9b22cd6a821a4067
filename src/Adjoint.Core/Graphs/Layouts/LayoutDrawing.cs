namespace Adjoint.Graphs.Layouts;

/// <summary>Turns layers and middles into boxes and the courses of edges.</summary>
internal sealed class LayoutDrawing
{
    // Where edges run far to the side, layers move apart, so that they stay steep enough to be followed.
    private const double SlopePart = 0.12;
    private const double MostExtraGap = 70;
    private const double PortGap = 14;
    private const double LeastPortGap = 7;
    private const double CornerRoom = 4;

    private readonly LayerGraph _graph;
    private readonly int[][] _layers;
    private readonly double[] _centers;
    private readonly IReadOnlyList<LayoutEdge> _edges;
    private readonly LayoutOptions _options;
    private readonly double[] _tops;
    private readonly double[] _bottoms;

    public LayoutDrawing(LayerGraph graph, int[][] layers, double[] centers, IReadOnlyList<LayoutEdge> edges, LayoutOptions options)
    {
        (_graph, _layers, _centers, _edges, _options) = (graph, layers, centers, edges, options);
        (_tops, _bottoms) = (new double[layers.Length], new double[layers.Length]);
        MoveToMargin();
        PlaceLayers();
    }

    public GraphLayout Build(int nodeCount)
    {
        var boxes = Enumerable.Range(0, nodeCount).Select(Box).ToArray();
        var labels = new LayoutBox?[_edges.Count];
        for (var edge = 0; edge < labels.Length; edge++)
        {
            if (_edges[edge].HasLabel) labels[edge] = Box(_graph.PathOf(edge)[^2]);
        }
        var ports = Ports();
        var routes = Enumerable.Range(0, _edges.Count).Select(edge => Route(_graph.PathOf(edge), ports[edge])).ToArray();
        var right = Enumerable.Range(0, _graph.Count).Max(vertex => (double?)(_centers[vertex] + _graph.SizeOf(vertex).Width / 2)) ?? 0;
        var size = new LayoutSize(right + _options.Margin, (_bottoms is [.., var last] ? last : 0) + _options.Margin);
        return new GraphLayout(size, boxes, labels, routes, [.. Enumerable.Range(0, nodeCount).Select(_graph.LayerOf)]);
    }

    private void MoveToMargin()
    {
        var left = Enumerable.Range(0, _graph.Count).Min(vertex => (double?)(_centers[vertex] - _graph.SizeOf(vertex).Width / 2)) ?? 0;
        for (var vertex = 0; vertex < _centers.Length; vertex++) _centers[vertex] += _options.Margin - left;
    }

    private void PlaceLayers()
    {
        // With labels, a layer of them lies between any two of nodes: the gap is shared.
        var hasLabels = _edges.Any(edge => edge.HasLabel);
        var y = _options.Margin;
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            _tops[layer] = y;
            _bottoms[layer] = y + _layers[layer].Max(vertex => _graph.SizeOf(vertex).Height);
            var aside = _layers[layer].SelectMany(_graph.Down, (upper, lower) => Math.Abs(_centers[upper] - _centers[lower]))
                .DefaultIfEmpty(0).Max();
            y = _bottoms[layer] + _options.LayerGap / (hasLabels ? 2 : 1) + Math.Min(MostExtraGap, SlopePart * aside);
        }
    }

    private LayoutBox Box(int vertex)
    {
        var (width, height) = _graph.SizeOf(vertex);
        var layer = _graph.LayerOf(vertex);
        return new LayoutBox(_centers[vertex] - width / 2, (_tops[layer] + _bottoms[layer] - height) / 2, width, height);
    }

    // Edges end side by side on the rim of their box, in the order they come in; one from straight above ends in the middle.
    private double[] Ports()
    {
        var ports = new double[_edges.Count];
        foreach (var group in Enumerable.Range(0, _edges.Count).GroupBy(edge => _edges[edge].To))
        {
            var center = _centers[group.Key];
            var sorted = group.OrderBy(edge => _centers[_graph.PathOf(edge)[^2]]).ToList();
            var room = Math.Max(0, _graph.SizeOf(group.Key).Width / 2 - CornerRoom);
            var straight = sorted.FindIndex(edge => Math.Abs(_centers[_graph.PathOf(edge)[^2]] - center) < 0.5);
            var middle = straight >= 0 && room >= LeastPortGap * (sorted.Count - 1) ? straight : (sorted.Count - 1) / 2.0;
            var gap = Math.Min(PortGap, room / Math.Max(0.5, Math.Max(middle, sorted.Count - 1 - middle)));
            for (var i = 0; i < sorted.Count; i++) ports[sorted[i]] = center + gap * (i - middle);
        }
        return ports;
    }

    private LayoutPoint[] Route(IReadOnlyList<int> path, double port)
    {
        var (first, last) = (Box(path[0]), Box(path[^1]));
        var points = new List<LayoutPoint> { new(first.Center.X, first.Y + first.Height), new(first.Center.X, BottomAt(path[0])) };
        for (var i = 1; i + 1 < path.Count; i++)
        {
            points.Add(new LayoutPoint(_centers[path[i]], _tops[_graph.LayerOf(path[i])]));
            points.Add(new LayoutPoint(_centers[path[i]], BottomAt(path[i])));
        }
        points.Add(new LayoutPoint(port, _tops[_graph.LayerOf(path[^1])]));
        points.Add(new LayoutPoint(port, last.Y));
        return [.. points];
    }

    private double BottomAt(int vertex) => _bottoms[_graph.LayerOf(vertex)];
}
