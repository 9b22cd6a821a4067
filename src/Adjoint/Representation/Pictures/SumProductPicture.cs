using System.Globalization;
using Adjoint.Graphs.Drawing;
using Adjoint.Graphs.Layouts;

namespace Adjoint.Representation;

/// <summary>Draws a sum-product network: the root above, indicators below, weights on the edges of the sums.</summary>
public static class SumProductPicture
{
    private const double Heading = 40;
    private const double Round = 30;

    /// <summary>The picture as a file of its own.</summary>
    /// <param name="network">The network.</param>
    /// <param name="title">Stands above the picture.</param>
    /// <param name="variables">Names of the variables; X0, X1, ... if omitted.</param>
    /// <exception cref="ArgumentException">There are not as many names as variables, or the network is too large to be drawn.</exception>
    public static string ToSvg(SumProductNetwork network, string title, IReadOnlyList<string>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        variables ??= [.. network.Cardinalities.Select((_, i) => $"X{i}")];
        if (variables.Count != network.Cardinalities.Count)
        {
            throw new ArgumentException(
                $"SumProductPicture: there are {network.Cardinalities.Count} variables and {variables.Count} names.", nameof(variables));
        }
        var nodes = network.Nodes.Reverse().ToArray();
        var places = nodes.Select((node, place) => (node, place)).ToDictionary(entry => entry.node, entry => entry.place);
        var edges = nodes.SelectMany(node => node.Children.Select((child, i) =>
            (Edge: new LayoutEdge(places[node], places[child], node is SumNode ? new LayoutSize(34, 14) : default),
                Label: node is SumNode sum ? sum.Weights[i].ToString("0.###", CultureInfo.InvariantCulture) : ""))).ToArray();
        var texts = Array.ConvertAll(nodes, node => Text(node, variables));
        var layout = GraphLayout.Of([.. nodes.Select((node, i) => Size(node, texts[i]))], [.. edges.Select(edge => edge.Edge)]);

        var content = SvgElement.GroupAt(0, Heading);
        foreach (var route in layout.Routes)
            content.Add(SvgElement.Polyline(route.Select(point => (point.X, point.Y))).Class("axis").Set("style", "stroke-width:1.3"));
        for (var i = 0; i < edges.Length; i++)
        {
            if (layout.Labels[i] is { } box) content.Add(Label(box, edges[i].Label));
        }
        for (var i = 0; i < nodes.Length; i++) content.Add(Box(layout.Boxes[i], nodes[i], texts[i]));
        return new SvgDocument(Math.Max(layout.Size.Width, TextWidth.Of(title, 15, isBold: true) + 40), layout.Size.Height + Heading, title)
            .Add(SvgElement.Text(20, 28, title).Class("strong").Set("style", "font-size:15px"), content).ToString();
    }

    private static string Text(SumProductNode node, IReadOnlyList<string> variables) => node switch
    {
        IndicatorNode leaf => $"{variables[leaf.Variable]} = {leaf.Value}",
        SumNode => "+",
        _ => "×",
    };

    private static LayoutSize Size(SumProductNode node, string text) =>
        node is IndicatorNode ? new LayoutSize(TextWidth.Of(text) + 18, 26) : new LayoutSize(Round, Round);

    private static SvgElement Label(LayoutBox box, string text) => SvgElement.Group().Add(
        SvgElement.Rect(box.X, box.Y, box.Width, box.Height, 3).Class("paper"),
        SvgElement.Text(box.Center.X, box.Center.Y + 4, text).Anchor("middle").Class("faint"));

    private static SvgElement Box(LayoutBox box, SumProductNode node, string text)
    {
        var series = node is IndicatorNode ? 7 : node is SumNode ? 0 : 1;
        var shape = node is IndicatorNode
            ? SvgElement.Rect(box.X, box.Y, box.Width, box.Height, 6)
            : SvgElement.Circle(box.Center.X, box.Center.Y, Round / 2);
        // The pale shade lies on paper, so that edges do not shine through.
        var ground = node is IndicatorNode
            ? SvgElement.Rect(box.X, box.Y, box.Width, box.Height, 6).Class("paper")
            : SvgElement.Circle(box.Center.X, box.Center.Y, Round / 2).Class("paper");
        var label = SvgElement.Text(box.Center.X, box.Center.Y + (node is IndicatorNode ? 4 : 6), text).Anchor("middle").Class("strong");
        if (node is not IndicatorNode) label.Set("style", "font-size:18px");
        return SvgElement.Group().Add(ground, shape.Class(SvgTheme.Tint(series)).Set("stroke", SvgTheme.Colour(series)), label);
    }
}
