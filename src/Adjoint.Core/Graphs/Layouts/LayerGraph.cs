namespace Adjoint.Graphs.Layouts;

/// <summary>
/// The graph with every edge cut at the layers it passes, so that all pieces lead from one layer to the next. The vertices are the nodes,
/// then labels and passages. Edges that leave one node share their passages: they carry the same value.
/// </summary>
internal sealed class LayerGraph
{
    private readonly List<LayoutSize> _sizes;
    private readonly List<int> _layers;
    private readonly List<bool> _isPassage;
    private readonly List<List<int>> _up = [];
    private readonly List<List<int>> _down = [];
    private readonly List<int>?[] _trunks;
    private readonly int[][] _paths;

    private LayerGraph(IReadOnlyList<LayoutSize> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        _sizes = [.. nodes];
        _layers = [.. Layering.Of(nodes.Count, edges)];
        _isPassage = [.. nodes.Select(_ => false)];
        foreach (var _ in nodes)
        {
            _up.Add([]);
            _down.Add([]);
        }
        _trunks = new List<int>?[nodes.Count];
        _paths = [.. edges.Select(AddPath)];
        LayerCount = _layers.Count == 0 ? 0 : _layers.Max() + 1;
    }

    public int Count => _sizes.Count;

    public int LayerCount { get; }

    public static LayerGraph Of(IReadOnlyList<LayoutSize> nodes, IReadOnlyList<LayoutEdge> edges) => new(nodes, edges);

    public LayoutSize SizeOf(int vertex) => _sizes[vertex];

    public int LayerOf(int vertex) => _layers[vertex];

    /// <summary>True where an edge only passes a layer.</summary>
    public bool IsPassage(int vertex) => _isPassage[vertex];

    /// <summary>The neighbours one layer above.</summary>
    public IReadOnlyList<int> Up(int vertex) => _up[vertex];

    /// <summary>The neighbours one layer below.</summary>
    public IReadOnlyList<int> Down(int vertex) => _down[vertex];

    /// <summary>The vertices that an edge runs through, ends included.</summary>
    public IReadOnlyList<int> PathOf(int edge) => _paths[edge];

    private int[] AddPath(LayoutEdge edge)
    {
        var end = _layers[edge.To] - (edge.HasLabel ? 1 : 0);
        var path = new List<int> { edge.From };
        for (var layer = _layers[edge.From] + 1; layer < end; layer++) path.Add(TrunkAt(edge.From, layer));
        if (edge.HasLabel) path.Add(Join(path[^1], AddVertex(edge.Label, end, isPassage: false)));
        Join(path[^1], edge.To);
        path.Add(edge.To);
        return [.. path];
    }

    private int TrunkAt(int node, int layer)
    {
        var trunk = _trunks[node] ??= [];
        var index = layer - _layers[node] - 1;
        if (index == trunk.Count) trunk.Add(Join(index == 0 ? node : trunk[^1], AddVertex(default, layer, isPassage: true)));
        return trunk[index];
    }

    private int AddVertex(LayoutSize size, int layer, bool isPassage)
    {
        if (_sizes.Count == GraphLayout.MaximumSize) throw GraphLayout.TooLarge(_sizes.Count + 1, GraphLayout.MaximumSize);
        _sizes.Add(size);
        _layers.Add(layer);
        _isPassage.Add(isPassage);
        _up.Add([]);
        _down.Add([]);
        return _sizes.Count - 1;
    }

    private int Join(int upper, int lower)
    {
        if (_up[lower].Contains(upper)) return lower;
        _down[upper].Add(lower);
        _up[lower].Add(upper);
        return lower;
    }
}
