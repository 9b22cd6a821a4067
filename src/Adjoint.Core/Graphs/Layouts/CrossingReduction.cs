namespace Adjoint.Graphs.Layouts;

/// <summary>
/// Orders the vertices of each layer so that few edges cross: sweeps down and up that sort by the mean place of the neighbours (the
/// barycenter), with exchanges of neighbours in between; the best order found counts.
/// </summary>
internal sealed class CrossingReduction
{
    private const int MostSweeps = 24;
    private const int PatienceSweeps = 6;
    private const int MostExchangeRounds = 8;

    private readonly LayerGraph _graph;
    private readonly int[][] _layers;
    private readonly int[] _places;
    private readonly double[] _centers;

    private CrossingReduction(LayerGraph graph)
    {
        _graph = graph;
        _layers = FirstOrder(graph);
        _places = new int[graph.Count];
        _centers = new double[graph.Count];
        foreach (var layer in _layers) Place(layer);
    }

    /// <summary>The vertices of each layer from left to right.</summary>
    public static int[][] Order(LayerGraph graph)
    {
        var reduction = new CrossingReduction(graph);
        reduction.Sweep();
        return reduction._layers;
    }

    // Depth first over neighbours in both directions: what belongs together begins side by side.
    private static int[][] FirstOrder(LayerGraph graph)
    {
        var layers = new List<int>[graph.LayerCount];
        for (var layer = 0; layer < layers.Length; layer++) layers[layer] = [];
        var seen = new bool[graph.Count];
        var stack = new Stack<int>();
        for (var start = 0; start < graph.Count; start++)
        {
            stack.Push(start);
            while (stack.TryPop(out var vertex))
            {
                if (seen[vertex]) continue;
                seen[vertex] = true;
                layers[graph.LayerOf(vertex)].Add(vertex);
                // The last one pushed comes first: steps below before inputs beside, each from left to right.
                for (var i = graph.Up(vertex).Count - 1; i >= 0; i--) stack.Push(graph.Up(vertex)[i]);
                for (var i = graph.Down(vertex).Count - 1; i >= 0; i--) stack.Push(graph.Down(vertex)[i]);
            }
        }
        return [.. layers.Select(layer => layer.ToArray())];
    }

    private void Sweep()
    {
        var best = Copy();
        var fewest = Crossings();
        for (var (sweep, idle) = (0, 0); sweep < MostSweeps && idle < PatienceSweeps && fewest > 0; sweep++, idle++)
        {
            for (var i = 1; i < _layers.Length; i++)
            {
                var isDown = sweep % 2 == 0;
                Sort(isDown ? i : _layers.Length - 1 - i, isDown ? _graph.Up : _graph.Down, keepsTies: sweep % 4 < 2);
            }
            for (var round = 0; round < MostExchangeRounds && Exchange(); round++)
            {
            }
            if (Crossings() is var crossings && crossings >= fewest) continue;
            (best, fewest, idle) = (Copy(), crossings, 0);
        }
        for (var layer = 0; layer < _layers.Length; layer++) best[layer].CopyTo(_layers[layer], 0);
    }

    private int[][] Copy() => [.. _layers.Select(layer => (int[])layer.Clone())];

    private void Place(int[] layer)
    {
        for (var place = 0; place < layer.Length; place++) _places[layer[place]] = place;
    }

    private void Sort(int index, Func<int, IReadOnlyList<int>> neighbours, bool keepsTies)
    {
        var layer = _layers[index];
        foreach (var vertex in layer)
        {
            var others = neighbours(vertex);
            double sum = 0;
            foreach (var other in others) sum += _places[other];
            _centers[vertex] = others.Count == 0 ? -1 : sum / others.Count;
        }
        // Those without a neighbour stay where they are; the others are sorted around them.
        var sorted = layer.Where(vertex => _centers[vertex] >= 0)
            .OrderBy(vertex => _centers[vertex]).ThenBy(vertex => keepsTies ? _places[vertex] : -_places[vertex]).ToArray();
        for (var (place, next) = (0, 0); place < layer.Length; place++)
        {
            if (_centers[layer[place]] >= 0) layer[place] = sorted[next++];
        }
        Place(layer);
    }

    // Swaps neighbours of a layer wherever that leaves fewer crossings above and below; true if it did anywhere.
    private bool Exchange()
    {
        var hasImproved = false;
        foreach (var layer in _layers)
        {
            for (var place = 0; place + 1 < layer.Length; place++)
            {
                var (left, right) = (layer[place], layer[place + 1]);
                var kept = Between(_graph.Up(left), _graph.Up(right)) + Between(_graph.Down(left), _graph.Down(right));
                if (kept == 0) continue;
                if (Between(_graph.Up(right), _graph.Up(left)) + Between(_graph.Down(right), _graph.Down(left)) >= kept) continue;
                (layer[place], layer[place + 1]) = (right, left);
                (_places[left], _places[right]) = (place + 1, place);
                hasImproved = true;
            }
        }
        return hasImproved;
    }

    // The pairs of edges that cross if one vertex stands left of the other: a neighbour of the left one right of one of the right one's.
    private long Between(IReadOnlyList<int> ofLeft, IReadOnlyList<int> ofRight)
    {
        if (ofLeft.Count == 0 || ofRight.Count == 0) return 0;
        var (left, right) = (Sorted(ofLeft), Sorted(ofRight));
        long crossings = 0;
        var smaller = 0;
        foreach (var place in left)
        {
            while (smaller < right.Length && right[smaller] < place) smaller++;
            crossings += smaller;
        }
        return crossings;
    }

    private int[] Sorted(IReadOnlyList<int> vertices)
    {
        var places = new int[vertices.Count];
        for (var i = 0; i < places.Length; i++) places[i] = _places[vertices[i]];
        Array.Sort(places);
        return places;
    }

    private long Crossings()
    {
        long crossings = 0;
        for (var i = 0; i + 1 < _layers.Length; i++)
        {
            var ends = new List<int>();
            foreach (var vertex in _layers[i]) ends.AddRange(Sorted(_graph.Down(vertex)));
            crossings += Inversions(ends, _layers[i + 1].Length);
        }
        return crossings;
    }

    // Pairs in the wrong order, counted with a binary indexed tree (Fenwick, 1994).
    private static long Inversions(List<int> values, int count)
    {
        var tree = new int[count + 1];
        long inversions = 0;
        for (var i = 0; i < values.Count; i++)
        {
            inversions += i;
            for (var at = values[i] + 1; at > 0; at -= at & -at) inversions -= tree[at];
            for (var at = values[i] + 1; at <= count; at += at & -at) tree[at]++;
        }
        return inversions;
    }
}
