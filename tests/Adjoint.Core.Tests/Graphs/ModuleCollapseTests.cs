using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Graphs;

public sealed class ModuleCollapseTests
{
    [Fact]
    public void The_steps_of_a_module_become_one_node_with_its_parameters()
    {
        var (x, weight) = (RandomGraph.Variable(2), RandomGraph.Variable(3));
        Tensor y;
        using (ModuleScope.Enter("layer")) y = (x * weight + 1.0).Sin();
        var graph = Collapse(y.Exp(), (x, "x"), (weight, "layer.weight"));
        Assert.Equal(["x", "layer", "exp"], graph.Nodes.Select(node => node.Label));
        var module = graph.Nodes[1].Module!;
        Assert.Equal(["mul", "add", "sin"], module.Operations);
        Assert.Equal((3, 1L), (module.OperationCount, module.ParameterCount));
        Assert.Equal(["(0, 1)", "(1, 2)"], graph.Edges.Select(edge => $"({edge.From}, {edge.To})"));
        Assert.Equal(3, graph.Nodes[1].Flops);
    }

    [Fact]
    public void A_module_that_runs_twice_becomes_two_nodes_and_its_parameter_stays_visible()
    {
        var (x, weight) = (RandomGraph.Variable(2), RandomGraph.Variable(3));
        var y = Run("cell", Run("cell", x, weight).Exp(), weight);
        var graph = Collapse(y, (x, "x"), (weight, "cell.weight"));
        Assert.Equal(["x", "cell.weight", "cell (1 of 2)", "exp", "cell (2 of 2)"], graph.Nodes.Select(node => node.Label));
        Assert.Equal([2, 4], graph.Nodes[1].Consumers.ToArray());
    }

    [Fact]
    public void A_list_of_modules_is_one_node_at_depth_1_and_one_each_at_depth_2()
    {
        var x = RandomGraph.Variable(2);
        Tensor y;
        using (ModuleScope.Enter("")) y = Run("blocks.1", Run("blocks.0", x, x), x);
        var graph = Graph.Of(y, new Dictionary<Tensor, string> { [x] = "x" });
        Assert.Equal(["x", "blocks"], graph.CollapseByModule(1).Nodes.Select(node => node.Label));
        Assert.Equal(["x", "blocks.0", "blocks.1"], graph.CollapseByModule(2).Nodes.Select(node => node.Label));
        Assert.Equal(["x", "blocks"], graph.CollapseByModule(2).CollapseByModule(1).Nodes.Select(node => node.Label));
        Assert.Equal(2, graph.CollapseByModule(2).CollapseByModule(1).Nodes[1].Module!.OperationCount);
    }

    [Fact]
    public void Modules_within_modules_are_told_apart_by_depth()
    {
        var x = RandomGraph.Variable(2);
        Tensor y;
        using (ModuleScope.Enter("features"))
        {
            y = Run("features.conv", x, x);
            y = Run("features.norm", y, y).Sin();
        }
        var graph = Graph.Of(y);
        Assert.Equal(["variable", "features"], graph.CollapseByModule(1).Nodes.Select(node => node.Label));
        // The module's own step stands beside the modules in it.
        Assert.Equal(["variable", "features.conv", "features.norm", "sin"], graph.CollapseByModule(2).Nodes.Select(node => node.Label));
    }

    [Fact]
    public void Edges_between_two_modules_become_one_that_tells_every_value()
    {
        var x = RandomGraph.Variable(2);
        Tensor left, right, y;
        using (ModuleScope.Enter("split")) (left, right) = (x.Sin(), x.Cos().Expand([3]));
        using (ModuleScope.Enter("join")) y = left * right + left;
        var graph = Graph.Of(y).CollapseByModule();
        var edge = graph.Edges.Single(edge => edge.To == 2);
        Assert.Equal((1, 2, 0, "[], [3]"), (edge.From, edge.To, edge.Input, edge.ShapeText));
    }

    [Fact]
    public void A_run_with_outside_steps_in_its_middle_is_split_so_that_no_cycle_arises()
    {
        var x = RandomGraph.Variable(2);
        Tensor inner, y;
        using (ModuleScope.Enter("around"))
        {
            inner = x.Sin();
            using (ModuleScope.Enter("other")) inner = inner.Exp();
            y = inner.Cos();
        }
        var graph = Graph.Of(y).CollapseByModule();
        Assert.Equal(["variable", "around (1 of 2)", "other", "around (2 of 2)"], graph.Nodes.Select(node => node.Label));
    }

    [Fact]
    public void The_graph_of_a_gradient_has_forward_and_backward_parts()
    {
        var x = RandomGraph.Variable(2);
        var y = Run("second", Run("first", x, x), x);
        var gradient = Gradient.Of(y, [x], createGraph: true)[0];
        var graph = Graph.Of(gradient).CollapseByModule();
        Assert.All(graph.Edges, edge => Assert.True(edge.From < edge.To));
        Assert.Equal(Graph.Of(gradient).Flops, graph.Flops);
        Assert.Contains("first (1 of 2)", graph.Nodes.Select(node => node.Label));
    }

    [Fact]
    public void Two_modules_that_feed_each_other_are_split()
    {
        var x = RandomGraph.Variable(2);
        var calls = new Tensor[4];
        using (ModuleScope.Enter("a"))
        {
            (calls[0], calls[1]) = (x.Sin(), x.Cos());
            using (ModuleScope.Enter("b")) (calls[2], calls[3]) = (calls[0].Exp(), x.Tan());
            calls[3] = calls[3].Abs() + calls[1];
        }
        var graph = Graph.Of([calls[2], calls[3]]).CollapseByModule();
        Assert.All(graph.Edges, edge => Assert.True(edge.From < edge.To));
        Assert.Equal(Graph.Of([calls[2], calls[3]]).Flops, graph.Flops);
    }

    private static Graph Collapse(Tensor result, params (Tensor Tensor, string Name)[] names) =>
        Graph.Of(result, names.ToDictionary(entry => entry.Tensor, entry => entry.Name)).CollapseByModule();

    private static Tensor Run(string path, Tensor x, Tensor weight)
    {
        using var scope = ModuleScope.Enter(path);
        return x * weight;
    }
}
