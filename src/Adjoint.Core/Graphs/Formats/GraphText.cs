using System.Globalization;
using System.Text;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Graphs.Formats;

/// <summary>Prints a <see cref="Graph"/> as a table: one node a line in topological order, totals below.</summary>
public static class GraphText
{
    private const int WidestCell = 48;

    /// <summary>The table.</summary>
    public static string ToText(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using var writer = new StringWriter { NewLine = "\n" };
        Write(graph, writer);
        return writer.ToString();
    }

    /// <summary>Writes the table.</summary>
    public static void Write(Graph graph, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(writer);
        string[] head = ["node", "operation", "inputs", "shape", "module", "depth", "fan-out", "FLOPs"];
        var widths = head.Select(title => title.Length).ToArray();
        foreach (var node in graph.Nodes)
        {
            var cells = Cells(node);
            for (var column = 0; column < widths.Length; column++) widths[column] = Math.Max(widths[column], cells[column].Length);
        }
        WriteRow(writer, head, widths);
        WriteRow(writer, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var node in graph.Nodes) WriteRow(writer, Cells(node), widths);
        writer.Write($"\n{Totals(graph)}\n");
    }

    private static string[] Cells(GraphNode node) =>
    [
        $"v{Text(node.Id)}", Cut(Step(node)), Cut(Inputs(node)), Cut(node.Type.Shape.ToString()), Cut(node.ModulePath ?? ""), Text(node.Depth),
        Text(node.FanOut), Counts.Grouped(node.Flops),
    ];

    private static string Step(GraphNode node)
    {
        var attributes = string.Join(", ", node.Attributes.Select(entry => $"{entry.Key}: {entry.Value}"));
        var kind = node.Kind is GraphNodeKind.Constant && node.Label != "constant" ? "constant " : "";
        return $"{kind}{node.Label}{(attributes.Length > 0 ? $"({attributes})" : "")}{(node.IsOutput ? " *" : "")}";
    }

    private static string Inputs(GraphNode node)
    {
        var text = new StringBuilder();
        foreach (var input in node.Inputs)
        {
            if (text.Length > WidestCell) break;
            text.Append(text.Length > 0 ? " v" : "v").Append(Text(input));
        }
        return text.ToString();
    }

    private static string Totals(Graph graph)
    {
        var kinds = Enum.GetValues<GraphNodeKind>().Where(kind => graph.Count(kind) > 0)
            .Select(kind => $"{Counts.Grouped(graph.Count(kind))} {NameOf(kind, graph.Count(kind))}");
        return $"{Counts.Grouped(graph.Nodes.Count)} nodes ({string.Join(", ", kinds)}), {Counts.Grouped(graph.EdgeCount)} edges, "
            + $"depth {Counts.Grouped(graph.Depth)}, {Counts.Grouped(graph.Flops)} FLOPs; * marks results";
    }

    private static string NameOf(GraphNodeKind kind, int count)
    {
        var name = kind switch
        {
            GraphNodeKind.Variable => "variable",
            GraphNodeKind.Constant => "constant",
            GraphNodeKind.Operation => "operation",
            _ => "module",
        };
        return count == 1 ? name : name + "s";
    }

    private static void WriteRow(TextWriter writer, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var column = 0; column < cells.Length; column++)
        {
            // The last three columns are numbers.
            line.Append(column < cells.Length - 3 ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column]));
            line.Append("  ");
        }
        writer.Write(line.ToString().TrimEnd() + "\n");
    }

    private static string Cut(string text) => text.Length <= WidestCell ? text : string.Concat(text.AsSpan(0, WidestCell - 1), "…");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
