using System.Text.Json;
using Adjoint.Graphs;
using Adjoint.Graphs.Formats;

namespace Adjoint.Core.Tests.Graphs.Formats;

public sealed class GraphFormatTests
{
    [Fact]
    public void The_json_holds_the_whole_graph()
    {
        var (graph, json) = Worked();
        Assert.Equal((1, "graph", "y", 3, 5), (json.GetProperty("v").GetInt32(), Text(json, "type"), Text(json, "name"),
            json.GetProperty("depth").GetInt32(), json.GetProperty("flops").GetInt32()));
        var nodes = json.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(graph.Nodes.Select(node => node.Label), nodes.Select(node => Text(node, "label")));
        Assert.Equal(graph.Nodes.Select(node => node.Depth), nodes.Select(node => node.GetProperty("depth").GetInt32()));
        Assert.Equal(graph.Nodes.Select(node => node.FanOut), nodes.Select(node => node.GetProperty("fan_out").GetInt32()));
        Assert.Equal(graph.Edges.Select(edge => (edge.From, edge.To, edge.Input)), json.GetProperty("edges").EnumerateArray()
            .Select(edge => (Number(edge, "from"), Number(edge, "to"), Number(edge, "input"))));
        Assert.Equal([0, 1], Numbers(json, "inputs"));
        Assert.Equal([6], Numbers(json, "outputs"));
        Assert.Equal(Enumerable.Range(0, 7), Numbers(json, "order"));
        Assert.Equal((7, 8, 2, 5), (Counted(json, "nodes"), Counted(json, "edges"), Counted(json, "variable"), Counted(json, "operation")));
    }

    [Fact]
    public void The_json_is_one_line_and_tells_names_attributes_and_constants()
    {
        var x = Tensor.Ones([2, 3]);
        x.RequiresGrad = true;
        var text = GraphJson.ToText(Graph.Of((x * double.PositiveInfinity).Sum(1), new Dictionary<Tensor, string> { [x] = "a\n\"b\"" }));
        Assert.DoesNotContain('\n', text);
        var nodes = JsonDocument.Parse(text).RootElement.GetProperty("nodes");
        Assert.Equal("a\n\"b\"", Text(nodes[0], "name"));
        Assert.Equal([2, 3], Numbers(nodes[0], "shape"));
        Assert.Equal((JsonValueKind.Null, "inf"), (nodes[1].GetProperty("value").ValueKind, Text(nodes[1], "nonfinite")));
        Assert.Equal("1", Text(nodes[3].GetProperty("attributes"), "dim"));
    }

    [Fact]
    public void A_module_tells_what_is_in_it()
    {
        var x = RandomGraph.Variable(2);
        Tensor y;
        using (ModuleScope.Enter("layer")) y = x.Sin().Exp();
        var node = JsonDocument.Parse(GraphJson.ToText(Graph.Of(y).CollapseByModule())).RootElement.GetProperty("nodes")[1];
        Assert.Equal(("module", "layer", 2), (Text(node, "kind"), Text(node, "module"), node.GetProperty("operation_count").GetInt32()));
        Assert.Equal([1, 2], Numbers(node, "members"));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("a\\", "\"a\\\\\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("<a&b>", "\"<a&b>\"")]
    [InlineData("\0", "\"\uFFFD\"")]
    public void Graphviz_gets_quoted_texts(string text, string quoted) => Assert.Equal(quoted, GraphDot.Quote(text));

    [Fact]
    public void Graphviz_gets_every_node_and_edge_and_a_frame_for_each_module()
    {
        var x = RandomGraph.Variable(2);
        Tensor y;
        using (ModuleScope.Enter("outer.inner")) y = x.Sin();
        using (ModuleScope.Enter("outer")) y = y.Exp();
        var dot = GraphDot.ToText(Graph.Of(y), "a\"b").Split('\n');
        Assert.Equal("digraph \"a\\\"b\" {", dot[0]);
        Assert.Equal(3, dot.Count(line => line.TrimStart().StartsWith('n') && line.Contains("[label=", StringComparison.Ordinal)
            && !line.Contains("->", StringComparison.Ordinal)));
        Assert.Equal(["  n0 -> n1 [label=\"[]\"];", "  n1 -> n2 [label=\"[]\"];"],
            dot.Where(line => line.Contains("->", StringComparison.Ordinal)));
        Assert.Equal(2, dot.Count(line => line.Contains("subgraph cluster_", StringComparison.Ordinal)));
        Assert.Equal(string.Join('\n', dot).Count(letter => letter == '{'), string.Join('\n', dot).Count(letter => letter == '}'));
    }

    [Fact]
    public void The_table_has_a_line_a_node_and_totals()
    {
        var x = RandomGraph.Variable(2);
        var lines = GraphText.ToText(Graph.Of(x.Sin() * x, new Dictionary<Tensor, string> { [x] = "x" })).Split('\n');
        Assert.StartsWith("node", lines[0], StringComparison.Ordinal);
        Assert.Equal(["v0", "x"], Words(lines[2])[..2]);
        Assert.Equal(["v2", "mul", "*", "v1", "v0", "[]", "2", "0", "1"], Words(lines[4]));
        Assert.Equal("3 nodes (1 variable, 2 operations), 3 edges, depth 2, 2 FLOPs; * marks results", lines[6]);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (Graph Graph, JsonElement Json) Worked()
    {
        var (x1, x2) = (RandomGraph.Variable(2), RandomGraph.Variable(5));
        var graph = Graph.Of(x1.Log() + x1 * x2 - x2.Sin());
        return (graph, JsonDocument.Parse(GraphJson.ToText(graph, "y")).RootElement);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static int Counted(JsonElement json, string name) => json.GetProperty("counts").GetProperty(name).GetInt32();

    private static IEnumerable<int> Numbers(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(number => number.GetInt32());
}
