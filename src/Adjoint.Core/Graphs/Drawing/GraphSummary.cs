using System.Globalization;

namespace Adjoint.Graphs.Drawing;

/// <summary>The totals of a graph in one line.</summary>
internal static class GraphSummary
{
    public static string Of(Graph graph) => string.Create(CultureInfo.InvariantCulture,
        $"{graph.Nodes.Count:N0} nodes, {graph.EdgeCount:N0} edges, depth {graph.Depth:N0}, {Counts.Short(graph.Flops)}FLOP");
}
