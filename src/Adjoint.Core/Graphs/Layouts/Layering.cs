namespace Adjoint.Graphs.Layouts;

/// <summary>Gives each node a layer.</summary>
internal static class Layering
{
    /// <summary>
    /// The length of the longest path that leads to a node; then whatever has more uses than inputs moves down to its uses, so that a
    /// parameter stands right above the step that takes it. With labels, nodes get every second layer and labels those between.
    /// </summary>
    public static int[] Of(int count, IReadOnlyList<LayoutEdge> edges)
    {
        var step = edges.Any(edge => edge.HasLabel) ? 2 : 1;
        var (layers, inputs) = (new int[count], new int[count]);
        var ofTarget = edges.ToLookup(edge => edge.To, edge => edge.From);
        var ofSource = edges.ToLookup(edge => edge.From, edge => edge.To);
        for (var node = 0; node < count; node++)
        {
            foreach (var source in ofTarget[node])
            {
                layers[node] = Math.Max(layers[node], layers[source] + step);
                inputs[node]++;
            }
        }
        for (var node = count - 1; node >= 0; node--)
        {
            var (uses, first) = (0, int.MaxValue);
            foreach (var target in ofSource[node])
            {
                first = Math.Min(first, layers[target]);
                uses++;
            }
            if (uses > 0 && uses >= inputs[node]) layers[node] = first - step;
        }
        return layers;
    }
}
