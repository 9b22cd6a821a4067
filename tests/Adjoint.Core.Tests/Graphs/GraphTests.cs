using Adjoint.Graphs;
using Adjoint.Symbolic;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Graphs;

public sealed class GraphTests
{
    // UBC lecture 2: y = ln(x1) + x1*x2 - sin(x2).
    private static (Graph Graph, Tensor X1, Tensor X2) Worked()
    {
        var (x1, x2) = (RandomGraph.Variable(2), RandomGraph.Variable(5));
        var y = x1.Log() + x1 * x2 - x2.Sin();
        return (Graph.Of(y, new Dictionary<Tensor, string> { [x1] = "x1", [x2] = "x2", [y] = "y" }), x1, x2);
    }

    [Fact]
    public void A_graph_sums_itself_up_in_a_line()
    {
        Assert.Equal("graph of 4 nodes, 5 edges, depth 3", Formula.Parse("sin(x)*x + x").ToGraph().ToString());
        Assert.Equal("graph of 1 node, 0 edges, depth 0", Formula.Parse("x").ToGraph().ToString());
    }

    [Fact]
    public void The_worked_example_has_its_steps_in_order_with_depth_and_fan_out()
    {
        var (graph, _, _) = Worked();
        Assert.Equal(["x1", "x2", "log", "mul", "add", "sin", "sub"], graph.Nodes.Select(node => node.Label));
        Assert.Equal([0, 0, 1, 1, 2, 1, 3], graph.Nodes.Select(node => node.Depth));
        Assert.Equal([2, 2, 1, 1, 1, 1, 0], graph.Nodes.Select(node => node.FanOut));
        Assert.Equal([0, 1], graph.Nodes[3].Inputs.ToArray());
        Assert.Equal([3, 5], graph.Nodes[1].Consumers.ToArray());
        Assert.Equal((3, 8, 5L), (graph.Depth, graph.EdgeCount, graph.Flops));
        Assert.Equal("y", Assert.Single(graph.Outputs).Name);
        Assert.Equal([6], graph.Nodes.Where(node => node.IsOutput).Select(node => node.Id));
        Assert.Equal(["x1", "x2"], graph.Inputs.Select(node => node.Name));
    }

    [Fact]
    public void Random_graphs_keep_the_definitions_of_order_depth_and_fan_out() => Prop.ForAll(RandomGraph.Any, random =>
    {
        var tensors = random.Record();
        var graph = Graph.Of(tensors);
        Assert.Equal(random.Count, graph.Nodes.Count);
        var ids = graph.Outputs.Select(node => node.Id).ToArray();
        var edges = random.Edges.Select(edge => (ids[edge.From], ids[edge.To])).ToList();
        Assert.Equal(edges.Order(), graph.Edges.Select(edge => (edge.From, edge.To)).Order());
        Assert.All(graph.Edges, edge => Assert.True(edge.From < edge.To));
        for (var i = 0; i < random.Count; i++)
        {
            var node = graph.Nodes[ids[i]];
            Assert.Equal(edges.Count(edge => edge.Item1 == ids[i]), node.FanOut);
            // By the definition: a longest path that ends here ends with one of the edges.
            var depths = edges.Where(edge => edge.Item2 == ids[i]).Select(edge => graph.Nodes[edge.Item1].Depth + 1);
            Assert.Equal(depths.DefaultIfEmpty(0).Max(), node.Depth);
        }
        Assert.Equal(graph.Nodes.Max(node => node.Depth), graph.Depth);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_that_is_used_twice_by_one_step_has_two_edges()
    {
        var x = RandomGraph.Variable(3);
        var graph = Graph.Of(x * x);
        Assert.Equal([new(0, 1), new(0, 1)], graph.Edges.Select(edge => (edge.From, edge.To)));
        Assert.Equal([0, 1], graph.Edges.Select(edge => edge.Input));
        Assert.Equal((2, 1), (graph.Nodes[0].FanOut, graph.Depth));
    }

    [Fact]
    public void Constants_are_nodes_before_the_step_that_uses_them()
    {
        var x = RandomGraph.Variable(3);
        var graph = Graph.Of(x * 2.5);
        Assert.Equal([GraphNodeKind.Variable, GraphNodeKind.Constant, GraphNodeKind.Operation], graph.Nodes.Select(node => node.Kind));
        Assert.Equal("2.5", graph.Nodes[1].Label);
        Assert.Equal(2.5, graph.Nodes[1].Value!.Item());
    }

    [Fact]
    public void A_constant_that_is_used_twice_is_one_node_if_it_was_kept()
    {
        var (x, constant) = (RandomGraph.Variable(3), Tensor.Scalar(7, DType.Float64));
        var graph = Graph.Of(x * constant + constant, new Dictionary<Tensor, string> { [constant] = "seven" });
        var node = Assert.Single(graph.Nodes, node => node.Kind == GraphNodeKind.Constant);
        Assert.Equal(("seven", 2), (node.Label, node.FanOut));
    }

    [Fact]
    public void A_constant_whose_value_was_not_kept_shows_its_shape()
    {
        var x = Tensor.Ones([2, 3]);
        x.RequiresGrad = true;
        var graph = Graph.Of(x + Tensor.Ones([3]));
        var constant = Assert.Single(graph.Nodes, node => node.Kind == GraphNodeKind.Constant);
        Assert.Null(constant.Value);
        Assert.Equal(([3], "constant"), (constant.Type.Shape, constant.Label));
        Assert.Equal("[3]", graph.Edges.Single(edge => edge.From == constant.Id).ShapeText);
    }

    [Fact]
    public void Values_are_there_if_they_were_kept()
    {
        var x = RandomGraph.Variable(3);
        using var keep = KeepValues.Begin();
        Assert.Equal([3, 5, 8], Graph.Of(x + 5.0).Nodes.Select(node => node.Value!.Item()));
    }

    [Fact]
    public void What_several_results_share_is_there_once()
    {
        var x = RandomGraph.Variable(1);
        var shared = x.Exp();
        var graph = Graph.Of([shared.Sin(), shared.Cos(), shared]);
        Assert.Equal(["variable", "exp", "sin", "cos"], graph.Nodes.Select(node => node.Label));
        Assert.Equal([2, 3, 1], graph.Outputs.Select(node => node.Id));
    }

    [Fact]
    public void Attributes_are_texts_whatever_the_culture()
    {
        var x = Tensor.Ones([2, 3]);
        x.RequiresGrad = true;
        var attributes = Graph.Of(x.Sum(1)).Nodes[1].Attributes.ToDictionary();
        Assert.Equal("1", attributes["dim"]);
        Assert.Equal("false", attributes["keepDim"]);
    }

    [Fact]
    public void No_result_makes_an_empty_graph_and_a_variable_one_of_one_node()
    {
        var empty = Graph.Of([]);
        Assert.Equal((0, 0, 0), (empty.Nodes.Count, empty.EdgeCount, empty.Depth));
        Assert.Equal(GraphNodeKind.Variable, Assert.Single(Graph.Of(RandomGraph.Variable(1)).Nodes).Kind);
    }

    [Fact]
    public void A_result_that_was_not_recorded_is_one_constant() =>
        Assert.Equal("2", Assert.Single(Graph.Of(Tensor.Scalar(2)).Nodes).Label);

    [Fact]
    public void A_record_that_was_used_up_is_an_error_with_a_way_out()
    {
        var x = RandomGraph.Variable(1);
        var y = x.Exp();
        y.Backward();
        Assert.Contains("before Backward", Assert.Throws<GradientException>(() => Graph.Of(y)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_300_000_steps_needs_no_deep_stack()
    {
        var y = RandomGraph.Variable(0.5);
        for (var i = 0; i < 300_000; i++) y = y.Sin();
        Assert.Equal(300_000, Graph.Of(y).Depth);
    }

    [Fact]
    public void Elementary_granularity_makes_a_finer_graph_of_the_same_function()
    {
        var x = RandomGraph.Variable(0.3);
        var complex = Graph.Of(x.Sigmoid());
        using var elementary = ElementaryGranularity.Begin();
        var fine = Graph.Of(x.Sigmoid());
        Assert.Equal(["variable", "sigmoid"], complex.Nodes.Select(node => node.Label));
        Assert.Contains("exp", fine.Nodes.Select(node => node.Label));
        Assert.DoesNotContain("sigmoid", fine.Nodes.Select(node => node.Label));
        Assert.True(fine.Depth > complex.Depth);
    }
}
