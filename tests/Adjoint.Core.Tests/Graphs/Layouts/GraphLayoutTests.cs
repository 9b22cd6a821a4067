using Adjoint.Graphs.Layouts;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Graphs.Layouts;

public sealed class GraphLayoutTests
{
    private static readonly LayoutOptions s_leftRight = new() { Orientation = LayoutOrientation.LeftRight };

    private static Arbitrary<(RandomGraph Graph, int Seed, bool HasLabels)> Any => (
        from graph in RandomGraph.Any.Generator
        from seed in Gen.Choose(0, 1000)
        from labels in Gen.Elements(true, false)
        select (graph, seed, labels)).ToArbitrary();

    [Fact]
    public void Boxes_and_labels_do_not_overlap() => ForAll((_, layout) =>
    {
        var boxes = layout.Boxes.Concat(layout.Labels.OfType<LayoutBox>()).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = 0; j < i; j++) Assert.False(Overlap(boxes[i], boxes[j]), $"{boxes[i]} and {boxes[j]} overlap.");
        }
    });

    [Fact]
    public void Everything_lies_inside_the_drawing() => ForAll((_, layout) =>
    {
        foreach (var box in layout.Boxes.Concat(layout.Labels.OfType<LayoutBox>()))
        {
            Assert.True(box is { X: >= 0, Y: >= 0 });
            Assert.True(box.X + box.Width <= layout.Size.Width && box.Y + box.Height <= layout.Size.Height);
        }
        Assert.All(layout.Routes.SelectMany(route => route), point =>
            Assert.True(point is { X: >= 0, Y: >= 0 } && point.X <= layout.Size.Width && point.Y <= layout.Size.Height));
    });

    [Fact]
    public void Along_every_edge_the_layer_rises_and_the_drawing_goes_down() => ForAll((edges, layout) =>
    {
        for (var i = 0; i < edges.Count; i++)
        {
            Assert.True(layout.Layers[edges[i].From] < layout.Layers[edges[i].To]);
            var route = layout.Routes[i];
            // The same height may be found by two sums.
            Assert.All(Enumerable.Range(1, route.Count - 1), piece => Assert.True(route[piece - 1].Y <= route[piece].Y + 1e-9));
        }
    });

    [Fact]
    public void An_edge_begins_and_ends_on_the_rims_of_its_boxes() => ForAll((edges, layout) =>
    {
        for (var i = 0; i < edges.Count; i++)
        {
            var (from, to) = (layout.Boxes[edges[i].From], layout.Boxes[edges[i].To]);
            Assert.Equal(from.Y + from.Height, layout.Routes[i][0].Y, 6);
            Assert.InRange(layout.Routes[i][0].X, from.X, from.X + from.Width);
            Assert.Equal(to.Y, layout.Routes[i][^1].Y, 6);
            Assert.InRange(layout.Routes[i][^1].X, to.X, to.X + to.Width);
        }
    });

    [Fact]
    public void No_edge_runs_through_the_box_of_another_node() => ForAll((edges, layout) =>
    {
        for (var i = 0; i < edges.Count; i++)
        {
            for (var node = 0; node < layout.Boxes.Count; node++)
            {
                if (node == edges[i].From || node == edges[i].To) continue;
                Assert.DoesNotContain(Samples(layout.Routes[i]), point => IsInside(point, layout.Boxes[node]));
            }
        }
    });

    [Fact]
    public void From_left_to_right_is_the_same_turned() => Prop.ForAll(Any, sample =>
    {
        var (nodes, edges) = Sizes(sample);
        var turned = GraphLayout.Of([.. nodes.Select(node => new LayoutSize(node.Height, node.Width))],
            [.. edges.Select(edge => edge with { Label = new LayoutSize(edge.Label.Height, edge.Label.Width) })], s_leftRight);
        var upright = GraphLayout.Of(nodes, edges);
        Assert.Equal(upright.Boxes.Select(box => (box.X, box.Y)), turned.Boxes.Select(box => (box.Y, box.X)));
        Assert.Equal((upright.Size.Width, upright.Size.Height), (turned.Size.Height, turned.Size.Width));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_graph_gets_the_same_layout() => Prop.ForAll(Any, sample =>
    {
        var (nodes, edges) = Sizes(sample);
        var (first, second) = (GraphLayout.Of(nodes, edges), GraphLayout.Of(nodes, edges));
        Assert.Equal(first.Boxes, second.Boxes);
        Assert.Equal(first.Routes.SelectMany(route => route), second.Routes.SelectMany(route => route));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_chain_is_drawn_as_a_straight_line()
    {
        var sizes = Enumerable.Range(0, 9).Select(i => new LayoutSize(30 + 7 * i, 20)).ToArray();
        var layout = GraphLayout.Of(sizes, [.. Enumerable.Range(0, 8).Select(i => new LayoutEdge(i, i + 1))]);
        Assert.All(layout.Boxes, box => Assert.Equal(layout.Boxes[0].Center.X, box.Center.X, 6));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(12, 2)]
    public void Parameters_stand_beside_the_main_way_which_stays_straight(double labelHeight, int layersAStep)
    {
        // x goes through two steps, each with two parameters.
        LayoutEdge[] edges = [new(0, 5), new(1, 5), new(2, 5), new(5, 6, new LayoutSize(30, labelHeight)), new(3, 6), new(4, 6)];
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new LayoutSize(40, 20), 7)], edges);
        Assert.Equal(layout.Boxes[5].Center.X, layout.Boxes[6].Center.X, 6);
        Assert.Equal((0, layersAStep, 2 * layersAStep), (layout.Layers[1], layout.Layers[3], layout.Layers[6]));
    }

    [Fact]
    public void Two_strands_that_begin_crossed_are_untangled()
    {
        LayoutEdge[] edges = [new(0, 3), new(1, 2), new(2, 5), new(3, 4)];
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new LayoutSize(40, 20), 6)], edges);
        var isLeft = layout.Boxes[0].X < layout.Boxes[1].X;
        Assert.Equal(isLeft, layout.Boxes[3].X < layout.Boxes[2].X);
        Assert.Equal(isLeft, layout.Boxes[4].X < layout.Boxes[5].X);
    }

    [Fact]
    public void Nothing_and_one_box_have_layouts()
    {
        Assert.Empty(GraphLayout.Of([], []).Boxes);
        Assert.Equal(new LayoutBox(20, 20, 40, 30), Assert.Single(GraphLayout.Of([new LayoutSize(40, 30)], []).Boxes));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(-1, 1)]
    public void An_edge_that_does_not_lead_forward_is_refused(int from, int to)
    {
        var error = Assert.Throws<ArgumentException>(() => GraphLayout.Of([new(1, 1), new(1, 1)], [new LayoutEdge(from, to)]));
        Assert.Contains("topological order", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_no_one_could_read_is_refused_with_a_way_out()
    {
        var sizes = Enumerable.Repeat(new LayoutSize(10, 10), GraphLayout.MaximumSize + 1).ToArray();
        var error = Assert.Throws<ArgumentException>(() => GraphLayout.Of(sizes, []));
        Assert.Contains("CollapseByModule", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_thousand_boxes_in_many_layers_are_laid_out()
    {
        var random = new Random(1);
        var near = Enumerable.Range(1, 2999).Select(to => new LayoutEdge(Math.Max(0, to - random.Next(1, 9)), to));
        var far = Enumerable.Range(1, 29).Select(i => new LayoutEdge(50 * i, 100 * i));
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new LayoutSize(40, 20), 3000)], [.. near, .. far]);
        Assert.True(layout.Layers.Max() > 300);
        Assert.Equal(3000, layout.Boxes.Count);
    }

    private static void ForAll(Action<IReadOnlyList<LayoutEdge>, GraphLayout> check) => Prop.ForAll(Any, sample =>
    {
        var (nodes, edges) = Sizes(sample);
        check(edges, GraphLayout.Of(nodes, edges));
    }).QuickCheckThrowOnFailure();

    private static (LayoutSize[] Nodes, LayoutEdge[] Edges) Sizes((RandomGraph Graph, int Seed, bool HasLabels) sample)
    {
        var random = new Random(sample.Seed);
        return ([.. Enumerable.Range(0, sample.Graph.Count).Select(_ => new LayoutSize(random.Next(10, 120), random.Next(10, 60)))],
            [.. sample.Graph.Edges.Select(edge => new LayoutEdge(edge.From, edge.To,
                sample.HasLabels && random.Next(2) == 0 ? new LayoutSize(random.Next(10, 90), 12) : default))]);
    }

    private static bool Overlap(LayoutBox a, LayoutBox b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    private static bool IsInside(LayoutPoint point, LayoutBox box) =>
        point.X > box.X && point.X < box.X + box.Width && point.Y > box.Y && point.Y < box.Y + box.Height;

    private static IEnumerable<LayoutPoint> Samples(IReadOnlyList<LayoutPoint> route)
    {
        for (var i = 1; i < route.Count; i++)
        {
            for (var t = 0; t <= 10; t++)
            {
                yield return new LayoutPoint(route[i - 1].X + (route[i].X - route[i - 1].X) * t / 10.0,
                    route[i - 1].Y + (route[i].Y - route[i - 1].Y) * t / 10.0);
            }
        }
    }
}
