using System.Text;
using System.Text.Json;

namespace Adjoint.Graphs.Formats;

/// <summary>
/// Writes a <see cref="Graph"/> as one JSON object: <c>v</c> (1), <c>type</c> ("graph"), <c>name</c>; <c>depth</c>, <c>flops</c>,
/// <c>counts</c> of each kind and of edges; <c>inputs</c> and <c>outputs</c> as ids; <c>order</c>, the ids in topological order;
/// <c>nodes</c> and <c>edges</c>. A node has <c>id</c>, <c>kind</c> ("variable", "constant", "operation", "module"), <c>label</c>,
/// <c>dtype</c>, <c>shape</c>, <c>depth</c>, <c>fan_out</c>, <c>flops</c> and, where there are any, <c>name</c>, <c>operation</c>,
/// <c>attributes</c>, <c>module</c>, <c>value</c> (of a constant of one element; one that is not finite is null, with <c>nonfinite</c>), and
/// for a module <c>part</c>, <c>parts</c>, <c>operations</c>, <c>operation_count</c>, <c>parameters</c>, <c>members</c>. An edge has <c>from</c>,
/// <c>to</c>, <c>input</c> and <c>types</c>, a list of <c>dtype</c> and <c>shape</c>.
/// </summary>
public static class GraphJson
{
    private const int BufferedBytes = 1 << 16;

    /// <summary>The object on one line, without a line end.</summary>
    public static string ToText(Graph graph, string name = "")
    {
        using var stream = new MemoryStream();
        Write(graph, stream, name);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the object on one line, without a line end.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="stream">Where to, in UTF-8.</param>
    /// <param name="name">What it is the graph of.</param>
    public static void Write(Graph graph, Stream stream, string name = "")
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteString("type", "graph");
        json.WriteString("name", name);
        json.WriteNumber("depth", graph.Depth);
        json.WriteNumber("flops", graph.Flops);
        WriteCounts(json, graph);
        WriteIds(json, "inputs", graph.Inputs.Select(node => node.Id));
        WriteIds(json, "outputs", graph.Outputs.Select(node => node.Id));
        WriteIds(json, "order", graph.Nodes.Select(node => node.Id));
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes)
        {
            WriteNode(json, node);
            // A large graph is written as it goes, not gathered in memory.
            if (json.BytesPending > BufferedBytes) json.Flush();
        }
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
        {
            WriteEdge(json, edge);
            if (json.BytesPending > BufferedBytes) json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, Graph graph)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("nodes", graph.Nodes.Count);
        json.WriteNumber("edges", graph.EdgeCount);
        foreach (var kind in Enum.GetValues<GraphNodeKind>()) json.WriteNumber(Text(kind), graph.Count(kind));
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<int> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteNumberValue(id);
        json.WriteEndArray();
    }

    private static void WriteNode(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteStartObject();
        json.WriteNumber("id", node.Id);
        json.WriteString("kind", Text(node.Kind));
        json.WriteString("label", node.Label);
        if (node.Name is { } name) json.WriteString("name", name);
        if (node.Operation is { } operation)
        {
            json.WriteString("operation", operation.Name);
            json.WriteStartObject("attributes");
            foreach (var (attribute, value) in node.Attributes) json.WriteString(attribute, value);
            json.WriteEndObject();
        }
        WriteType(json, node.Type);
        if (node.ModulePath is { } path) json.WriteString("module", path);
        json.WriteNumber("depth", node.Depth);
        json.WriteNumber("fan_out", node.FanOut);
        json.WriteNumber("flops", node.Flops);
        if (node.Module is { } module) WriteModule(json, module);
        if (node is { Kind: GraphNodeKind.Constant, Value: { ElementCount: 1, HasElements: true } kept }) WriteValue(json, kept.Item());
        json.WriteEndObject();
    }

    private static void WriteModule(Utf8JsonWriter json, GraphModule module)
    {
        json.WriteNumber("part", module.Part);
        json.WriteNumber("parts", module.PartCount);
        json.WriteStartArray("operations");
        foreach (var operation in module.Operations) json.WriteStringValue(operation);
        json.WriteEndArray();
        json.WriteNumber("operation_count", module.OperationCount);
        json.WriteNumber("parameters", module.ParameterCount);
        WriteIds(json, "members", module.Members);
    }

    private static void WriteValue(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber("value", value);
            return;
        }
        json.WriteNull("value");
        json.WriteString("nonfinite", double.IsNaN(value) ? "nan" : "inf");
    }

    private static void WriteEdge(Utf8JsonWriter json, GraphEdge edge)
    {
        json.WriteStartObject();
        json.WriteNumber("from", edge.From);
        json.WriteNumber("to", edge.To);
        json.WriteNumber("input", edge.Input);
        json.WriteStartArray("types");
        foreach (var type in edge.Types)
        {
            json.WriteStartObject();
            WriteType(json, type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, TensorType type)
    {
        json.WriteString("dtype", type.DType.Text);
        WriteIds(json, "shape", type.Shape);
    }

    private static string Text(GraphNodeKind kind) => kind switch
    {
        GraphNodeKind.Variable => "variable",
        GraphNodeKind.Constant => "constant",
        GraphNodeKind.Operation => "operation",
        _ => "module",
    };
}
