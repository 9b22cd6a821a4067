using System.Globalization;
using System.Xml.Linq;
using Adjoint.Graphs;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Core.Tests.Graphs.Drawing;

public sealed class GraphDrawingTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_node_and_edge_has_a_title()
    {
        var x = RandomGraph.Variable(2);
        var titles = Titles(new GraphDrawing { Title = "picture" }.ToSvg(Graph.Of(x.Sin() * x)));
        Assert.Equal(["picture", "variable to sin: float64[]", "sin to mul: float64[]", "variable to mul: float64[]"], titles[..4]);
        Assert.StartsWith("0: variable float64[]", titles[4], StringComparison.Ordinal);
        Assert.Equal(1 + 3 + 3, titles.Length);
    }

    [Fact]
    public void Names_may_hold_what_XML_marks_up_and_characters_it_forbids()
    {
        var x = RandomGraph.Variable(2);
        Tensor y;
        using (ModuleScope.Enter("<a&b>\"'\u0001")) y = x.Sin();
        var graph = Graph.Of(y, new Dictionary<Tensor, string> { [x] = "]]><script>" }).CollapseByModule();
        var texts = Parse(new GraphDrawing { Title = "<&>" }.ToSvg(graph)).Descendants(s_svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("]]><script>", texts);
        Assert.Contains("<a&b>\"'\uFFFD", texts);
        Assert.Contains("<&>", texts);
    }

    [Fact]
    public void Lines_can_be_put_on_nodes_and_edges()
    {
        var x = RandomGraph.Variable(2);
        var svg = new GraphDrawing
        {
            NodeLines = node => [$"node {node.Id}", new DrawingLine("red", 4)],
            EdgeLines = edge => [$"edge {edge.From}-{edge.To}"],
        }.ToSvg(Graph.Of(x.Sin()));
        var texts = Parse(svg).Descendants(s_svg + "text").ToList();
        Assert.All(["node 0", "node 1", "edge 0-1"], line => Assert.Contains(line, texts.Select(text => text.Value)));
        Assert.Equal(2, texts.Count(text => text.Attribute("class")?.Value == "fill4"));
    }

    [Fact]
    public void Texts_fit_their_boxes()
    {
        var x = Tensor.Ones([64, 128, 14, 14]);
        x.RequiresGrad = true;
        var names = new Dictionary<Tensor, string> { [x] = "WWWWW.iiiii" };
        foreach (var group in Boxes(new GraphDrawing().ToSvg(Graph.Of(x.Sum([1, 2, 3], keepDim: true), names))))
        {
            var width = group.Elements(s_svg + "rect").Max(rect => Number(rect, "width"));
            Assert.All(group.Elements(s_svg + "text"), text => Assert.True(TextWidth.Of(text.Value, 11) < width));
        }
    }

    [Fact]
    public void A_shape_stands_on_the_edge_that_carries_it()
    {
        var x = Tensor.Ones([2, 3]);
        x.RequiresGrad = true;
        var texts = Parse(new GraphDrawing().ToSvg(Graph.Of(x.Exp().Sum()))).Descendants(s_svg + "text").Select(text => text.Value);
        // Once in the variable's box, once on the edge from exp to sum.
        Assert.Equal(2, texts.Count(text => text == "[2, 3]"));
    }

    [Fact]
    public void An_empty_graph_and_one_of_one_node_are_drawn()
    {
        Assert.Empty(Boxes(new GraphDrawing().ToSvg(Graph.Of([]))));
        Assert.Single(Boxes(new GraphDrawing().ToSvg(Graph.Of(RandomGraph.Variable(1)))));
    }

    [Fact]
    public void A_graph_that_is_too_large_is_refused_with_a_way_out()
    {
        var y = RandomGraph.Variable(1);
        for (var i = 0; i < GraphDrawing.MaximumNodes; i++) y = y.Sin();
        Assert.Contains("CollapseByModule", Assert.Throws<ArgumentException>(() => new GraphDrawing().ToSvg(Graph.Of(y))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Light_and_dark_surroundings_have_colours_of_their_own() =>
        Assert.Contains("@media (prefers-color-scheme:dark)", new GraphDrawing().ToSvg(Graph.Of([])), StringComparison.Ordinal);

    private static XDocument Parse(string svg) => XDocument.Parse(svg);

    private static string[] Titles(string svg) => [.. Parse(svg).Descendants(s_svg + "title").Select(title => title.Value)];

    private static IEnumerable<XElement> Boxes(string svg) =>
        Parse(svg).Descendants(s_svg + "g").Where(group => group.Elements(s_svg + "rect").Count() == 3);

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
