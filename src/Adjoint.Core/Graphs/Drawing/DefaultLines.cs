namespace Adjoint.Graphs.Drawing;

/// <summary>What a drawing says of nodes and edges if nothing else is asked for.</summary>
internal static class DefaultLines
{
    private const double MostWidth = 220;
    private const int MostOperations = 4;

    public static IReadOnlyList<DrawingLine> Of(GraphNode node)
    {
        var lines = new List<DrawingLine>();
        if (node.Module is { } module) lines.AddRange(Of(node, module));
        foreach (var (name, value) in node.Attributes) lines.Add(Fit($"{name}: {value}"));
        // Values that go several ways, and inputs, tell their shape themselves; others on their one edge.
        var isInput = node.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant;
        if ((isInput || node.FanOut != 1) && node.Type.Shape.Rank > 0) lines.Add(Fit(node.Type.Shape.ToString()));
        return lines;
    }

    public static IReadOnlyList<DrawingLine> Of(Graph graph, GraphEdge edge)
    {
        var from = graph.Nodes[edge.From];
        var isInput = from.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant;
        if (isInput || (from.FanOut > 1 && edge.Types.Count == 1)) return [];
        return edge.Types.Count == 1 && edge.Types[0].Shape.Rank == 0 ? [] : [Fit(edge.ShapeText)];
    }

    private static IEnumerable<DrawingLine> Of(GraphNode node, GraphModule module)
    {
        var names = module.Operations.Where(name => name != module.Path).ToList();
        var more = names.Count > MostOperations ? ", …" : "";
        if (names.Count > 0) yield return Fit(string.Join(", ", names.Take(MostOperations)) + more);
        if (module.ParameterCount > 0) yield return $"{Counts.Grouped(module.ParameterCount)} parameters";
        if (node.Flops > 0) yield return $"{Counts.Short(node.Flops)}FLOP";
    }

    private static string Fit(string text) => TextWidth.Fit(text, MostWidth);
}
