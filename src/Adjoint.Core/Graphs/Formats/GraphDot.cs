using System.Globalization;
using System.Text;

namespace Adjoint.Graphs.Formats;

/// <summary>Writes a <see cref="Graph"/> in the language of Graphviz; steps of one module stand in a frame (a cluster) of its own.</summary>
public static class GraphDot
{
    /// <summary>Writes the file.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="name">What it is the graph of.</param>
    public static void Write(Graph graph, TextWriter writer, string name = "")
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"digraph {Quote(name)} {{\n  node [fontname=\"Helvetica\" fontsize=11 shape=box style=rounded];\n");
        writer.Write("  edge [fontname=\"Helvetica\" fontsize=9];\n");
        WriteNodes(graph, writer);
        foreach (var edge in graph.Edges)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"  n{edge.From} -> n{edge.To} [label={Quote(edge.ShapeText)}];\n"));
        }
        writer.Write("}\n");
    }

    /// <summary>The file's text.</summary>
    public static string ToText(Graph graph, string name = "")
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Write(graph, writer, name);
        return writer.ToString();
    }

    /// <summary>
    /// A text in quotes, as an identifier or label. Quotes and backslashes are escaped: Graphviz reads <c>\n</c>, <c>\l</c>, <c>\N</c> in
    /// a label as commands. Line ends become <c>\n</c>; characters that no file may hold are replaced.
    /// </summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"': quoted.Append("\\\""); break;
                case '\\': quoted.Append("\\\\"); break;
                case '\n': quoted.Append("\\n"); break;
                case < ' ': quoted.Append('\uFFFD'); break;
                default: quoted.Append(rune.ToString()); break;
            }
        }
        return quoted.Append('"').ToString();
    }

    // Frames are nested as the modules are, one for each name of a path; a list of the open ones stands for the recursion.
    private static void WriteNodes(Graph graph, TextWriter writer)
    {
        var open = new List<string>();
        var count = 0;
        foreach (var node in graph.Nodes.OrderBy(FrameOf, StringComparer.Ordinal).ThenBy(node => node.Id))
        {
            var names = FrameOf(node) is { Length: > 0 } path ? path.Split('.') : [];
            var shared = 0;
            while (shared < open.Count && shared < names.Length && open[shared] == names[shared]) shared++;
            for (; open.Count > shared; open.RemoveAt(open.Count - 1)) writer.Write($"{Indent(open.Count)}}}\n");
            for (; open.Count < names.Length; count++)
            {
                open.Add(names[open.Count]);
                writer.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{Indent(open.Count)}subgraph cluster_{count} {{ label={Quote(open[^1])}; color=gray;\n"));
            }
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{Indent(open.Count + 1)}n{node.Id} [label={Quote(LabelOf(node))}{StyleOf(node)}];\n"));
        }
        for (; open.Count > 0; open.RemoveAt(open.Count - 1)) writer.Write($"{Indent(open.Count)}}}\n");
    }

    // A module's own node stands in the frame of the module around it.
    private static string FrameOf(GraphNode node)
    {
        var path = node.ModulePath ?? "";
        return node.Kind == GraphNodeKind.Module ? path[..Math.Max(0, path.LastIndexOf('.'))] : path;
    }

    private static string Indent(int depth) => new(' ', 2 * depth);

    private static string LabelOf(GraphNode node)
    {
        var attributes = string.Concat(node.Attributes.Select(entry => $"\n{entry.Key}: {entry.Value}"));
        return $"{node.Label}{attributes}\n{node.Type.Shape}";
    }

    private static string StyleOf(GraphNode node) => node.Kind switch
    {
        GraphNodeKind.Variable => " shape=ellipse style=filled fillcolor=\"#e3eef8\"",
        GraphNodeKind.Constant => " shape=ellipse style=dashed",
        GraphNodeKind.Module => " style=\"rounded,filled\" fillcolor=\"#fbeee6\"",
        _ => "",
    };
}
