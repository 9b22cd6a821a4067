namespace Adjoint.Graphs.Layouts;

/// <summary>
/// Packs blocks of vertices that are to stand in one line, from the left: a block's place is the longest path of distances that leads to
/// it; then blocks with something to their right move as near to it as they can.
/// </summary>
internal static class BlockPacking
{
    /// <summary>The middle of each vertex.</summary>
    /// <param name="layers">The vertices of each layer in order.</param>
    /// <param name="roots">The block of each vertex, named by one of its vertices.</param>
    /// <param name="distance">The least distance of the middles of two neighbours.</param>
    public static double[] Pack(int[][] layers, int[] roots, Func<int, int, double> distance)
    {
        var distances = new Dictionary<(int Left, int Right), double>();
        foreach (var layer in layers)
        {
            for (var i = 0; i + 1 < layer.Length; i++)
            {
                var pair = (roots[layer[i]], roots[layer[i + 1]]);
                // Seen from the right, left and right change sides: a distance is the same either way.
                distances[pair] = Math.Max(distances.GetValueOrDefault(pair), distance(layer[i], layer[i + 1]));
            }
        }
        var right = distances.ToLookup(entry => entry.Key.Left, entry => (Block: entry.Key.Right, Distance: entry.Value));
        var order = Order(roots, right, distances.Keys);
        var places = new double[roots.Length];
        foreach (var block in order)
        {
            foreach (var (next, gap) in right[block]) places[next] = Math.Max(places[next], places[block] + gap);
        }
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var nearest = double.PositiveInfinity;
            foreach (var (next, gap) in right[order[i]]) nearest = Math.Min(nearest, places[next] - gap);
            if (double.IsFinite(nearest)) places[order[i]] = nearest;
        }
        for (var vertex = 0; vertex < places.Length; vertex++) places[vertex] = places[roots[vertex]];
        return places;
    }

    private static List<int> Order(int[] roots, ILookup<int, (int Block, double Distance)> right,
        IEnumerable<(int Left, int Right)> pairs)
    {
        var waiting = pairs.CountBy(pair => pair.Right).ToDictionary();
        var order = roots.Distinct().Where(block => !waiting.ContainsKey(block)).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var (next, _) in right[order[i]])
            {
                if (--waiting[next] == 0) order.Add(next);
            }
        }
        return order;
    }
}
