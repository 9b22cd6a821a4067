using Adjoint.Graphs;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaGraphTests
{
    [Fact]
    public void The_graph_of_a_formula_is_that_of_its_record()
    {
        var formula = Formula.Parse("ln(x1) + x1*x2 - sin(x2)");
        var (x1, x2) = (Variable(2), Variable(5));
        var recorded = Graph.Of(formula.Apply(new Dictionary<string, Tensor> { ["x1"] = x1, ["x2"] = x2 }),
            new Dictionary<Tensor, string> { [x1] = "x1", [x2] = "x2" });
        var graph = formula.ToGraph();
        Assert.Equal(recorded.Nodes.Select(node => (node.Label, node.Depth, node.FanOut, node.Flops)),
            graph.Nodes.Select(node => (node.Label, node.Depth, node.FanOut, node.Flops)));
        Assert.Equal(recorded.Edges.Select(edge => (edge.From, edge.To, edge.Input)),
            graph.Edges.Select(edge => (edge.From, edge.To, edge.Input)));
    }

    [Fact]
    public void Comparisons_and_numbers_are_nodes_and_equal_parts_are_one()
    {
        var graph = Formula.Parse("where(x < 0, x*2, x*2 + 1)").ToGraph();
        Assert.Equal(["x", "0", "less", "2", "mul", "1", "add", "where"], graph.Nodes.Select(node => node.Label));
        Assert.Equal(DType.Bool, graph.Nodes[2].Type.DType);
        Assert.Equal(2, graph.Nodes[4].FanOut);
    }

    [Fact]
    public void Elementary_granularity_takes_operations_apart_and_keeps_conditions()
    {
        using var elementary = ElementaryGranularity.Begin();
        var labels = Formula.Parse("where(x < 0, sigmoid(x), 1)").ToGraph().Nodes.Select(node => node.Label).ToList();
        Assert.Contains("exp", labels);
        Assert.Contains("less", labels);
        Assert.DoesNotContain("sigmoid", labels);
    }

    [Fact]
    public void A_formula_without_variables_has_a_graph() =>
        Assert.Equal(["2", "3", "add"], Formula.Parse("2+3").ToGraph().Nodes.Select(node => node.Label));

    private static Tensor Variable(double value)
    {
        var variable = Tensor.Scalar(value, DType.Float64);
        variable.RequiresGrad = true;
        return variable;
    }
}
