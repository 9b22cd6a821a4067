namespace Adjoint.Graphs.Layouts;

/// <summary>
/// The places along the layers, by Brandes and Koepf (2001): four alignments of vertices in straight blocks, each packed from one side, and
/// of the four places the mean of the middle two. Each of the four keeps all distances, so the mean does too.
/// </summary>
internal sealed class HorizontalPlaces
{
    private readonly LayerGraph _graph;
    private readonly LayoutOptions _options;
    private readonly int[] _places;
    private readonly HashSet<(int Upper, int Lower)> _conflicts = [];

    private HorizontalPlaces(LayerGraph graph, int[][] layers, LayoutOptions options)
    {
        (_graph, _options) = (graph, options);
        _places = new int[graph.Count];
        foreach (var layer in layers)
        {
            for (var place = 0; place < layer.Length; place++) _places[layer[place]] = place;
        }
        for (var i = 0; i + 1 < layers.Length; i++)
        {
            MarkConflicts(layers[i], layers[i + 1]);
            MarkSideInputs(layers[i + 1]);
        }
    }

    /// <summary>The middle of each vertex.</summary>
    public static double[] Of(LayerGraph graph, int[][] layers, LayoutOptions options)
    {
        var places = new HorizontalPlaces(graph, layers, options);
        var candidates = new List<double[]>();
        foreach (var fromTop in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var fromLeft in (ReadOnlySpan<bool>)[true, false]) candidates.Add(places.Candidate(layers, fromTop, fromLeft));
        }
        return places.Balance(candidates);
    }

    // A long edge is to be straight: where one of its pieces is crossed, the piece of the other edge gives way.
    private void MarkConflicts(int[] upper, int[] lower)
    {
        var (left, next) = (0, 0);
        for (var place = 0; place < lower.Length; place++)
        {
            var passage = InnerUpper(lower[place]);
            if (passage < 0 && place < lower.Length - 1) continue;
            var right = passage < 0 ? upper.Length - 1 : _places[passage];
            for (; next <= place; next++)
            {
                foreach (var other in _graph.Up(lower[next]))
                {
                    var isInner = _graph.IsPassage(other) && _graph.IsPassage(lower[next]);
                    if (!isInner && (_places[other] < left || _places[other] > right)) _conflicts.Add((other, lower[next]));
                }
            }
            left = right;
        }
    }

    // The main way through a graph is to be straight: what begins here, as a parameter does, stands beside it.
    private void MarkSideInputs(int[] lower)
    {
        foreach (var vertex in lower)
        {
            var upper = _graph.Up(vertex);
            if (upper.All(IsBeginning) || !upper.Any(IsBeginning)) continue;
            foreach (var other in upper.Where(IsBeginning)) _conflicts.Add((other, vertex));
        }
    }

    private bool IsBeginning(int vertex)
    {
        while (_graph.IsPassage(vertex)) vertex = _graph.Up(vertex)[0];
        return _graph.Up(vertex).Count == 0 && _graph.Down(vertex).Count == 1;
    }

    private int InnerUpper(int vertex) =>
        _graph.IsPassage(vertex) && _graph.IsPassage(_graph.Up(vertex)[0]) ? _graph.Up(vertex)[0] : -1;

    private double[] Candidate(int[][] layers, bool fromTop, bool fromLeft)
    {
        var ordered = layers.Select(layer => fromLeft ? layer : [.. layer.Reverse()]);
        int[][] turned = [.. fromTop ? ordered : ordered.Reverse()];
        var roots = Align(turned, fromTop, fromLeft ? 1 : -1);
        var places = BlockPacking.Pack(turned, roots, Distance);
        if (!fromLeft)
        {
            for (var i = 0; i < places.Length; i++) places[i] = -places[i];
        }
        return places;
    }

    // Joins each vertex with the middle one of its neighbours in the layer before, if no other join lies between. The root of a block
    // stands for it.
    private int[] Align(int[][] layers, bool fromTop, int sign)
    {
        var roots = Enumerable.Range(0, _graph.Count).ToArray();
        foreach (var layer in layers)
        {
            var last = int.MinValue;
            foreach (var vertex in layer)
            {
                var others = fromTop ? _graph.Up(vertex) : _graph.Down(vertex);
                int[] sorted = [.. others.Where(other => !_conflicts.Contains(fromTop ? (other, vertex) : (vertex, other)))
                    .OrderBy(other => sign * _places[other])];
                for (var middle = (sorted.Length - 1) / 2; middle <= sorted.Length / 2 && sorted.Length > 0; middle++)
                {
                    var other = sorted[middle];
                    if (sign * _places[other] <= last) continue;
                    roots[vertex] = roots[other];
                    last = sign * _places[other];
                    break;
                }
            }
        }
        return roots;
    }

    private double Distance(int left, int right)
    {
        var isEdge = _graph.IsPassage(left) || _graph.IsPassage(right);
        return (_graph.SizeOf(left).Width + _graph.SizeOf(right).Width) / 2 + (isEdge ? _options.EdgeGap : _options.NodeGap);
    }

    // All four are moved over the narrowest: those packed from the left by their left ends, the others by their right ends.
    private double[] Balance(List<double[]> candidates)
    {
        var ends = candidates.ConvertAll(Ends);
        var narrowest = ends.MinBy(end => end.Right - end.Left);
        for (var i = 0; i < candidates.Count; i++)
        {
            var isFromLeft = i % 2 == 0;
            var shift = isFromLeft ? narrowest.Left - ends[i].Left : narrowest.Right - ends[i].Right;
            for (var vertex = 0; vertex < _graph.Count; vertex++) candidates[i][vertex] += shift;
        }
        var centers = new double[_graph.Count];
        Span<double> four = stackalloc double[candidates.Count];
        for (var vertex = 0; vertex < centers.Length; vertex++)
        {
            for (var i = 0; i < four.Length; i++) four[i] = candidates[i][vertex];
            four.Sort();
            centers[vertex] = (four[1] + four[2]) / 2;
        }
        return centers;
    }

    private (double Left, double Right) Ends(double[] centers)
    {
        var (left, right) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var vertex = 0; vertex < centers.Length; vertex++)
        {
            left = Math.Min(left, centers[vertex] - _graph.SizeOf(vertex).Width / 2);
            right = Math.Max(right, centers[vertex] + _graph.SizeOf(vertex).Width / 2);
        }
        return (left, right);
    }
}
