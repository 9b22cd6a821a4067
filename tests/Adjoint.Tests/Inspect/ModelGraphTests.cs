using Adjoint.Graphs;
using Adjoint.Inspect;
using Adjoint.Losses;
using Adjoint.Models;

namespace Adjoint.Tests.Inspect;

public sealed class ModelGraphTests
{
    private static readonly string[] s_layers =
    [
        "input", "conv1", "relu", "max_pool2d", "conv2", "relu", "max_pool2d", "reshape", "fc1", "relu", "fc2", "relu", "fc3",
    ];

    [Fact]
    public void LeNet5_collapsed_has_exactly_its_layers_in_a_row()
    {
        var graph = LeNet5().CollapseByModule();
        Assert.Equal(s_layers, graph.Nodes.Select(node => node.Label));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (i, i + 1)), graph.Edges.Select(edge => (edge.From, edge.To)));
        Assert.Equal([156, 2416, 48120, 10164, 850],
            graph.Nodes.Select(node => node.Module).OfType<GraphModule>().Select(module => module.ParameterCount));
        Assert.Equal(["[1, 1, 28, 28]", "[1, 6, 28, 28]", "[1, 6, 28, 28]", "[1, 6, 14, 14]"],
            graph.Edges.Take(4).Select(edge => edge.ShapeText));
        Assert.Equal(LeNet5().Flops, graph.Flops);
    }

    [Fact]
    public void LeNet5_in_full_names_its_parameters_and_the_modules_of_its_steps()
    {
        var graph = LeNet5();
        Assert.Equal(new LeNet5().NamedParameters().Select(entry => entry.Path).Append("input").Order(),
            graph.Nodes.Where(node => node.Kind == GraphNodeKind.Variable).Select(node => node.Name).Order());
        Assert.Equal("conv2", graph.Nodes.Where(node => node.Label == "conv2d").Last().ModulePath);
        Assert.Equal(12, graph.Depth);
    }

    [Fact]
    public void The_graph_can_hold_the_loss_and_elementary_steps()
    {
        var network = new MultilayerPerceptron([4, 3, 2]);
        var complex = Graph(network);
        using var elementary = ElementaryGranularity.Begin();
        var fine = Graph(network);
        Assert.Contains("cross_entropy", complex.Nodes.Select(node => node.Label));
        Assert.DoesNotContain("cross_entropy", fine.Nodes.Select(node => node.Label));
        Assert.DoesNotContain("linear", fine.Nodes.Select(node => node.Label));
        Assert.True(fine.Nodes.Count > complex.Nodes.Count && fine.Depth > complex.Depth);
        // Collapsed, both are the same layers.
        Assert.Equal(complex.CollapseByModule(2).Nodes.Where(node => node.Module is not null).Select(node => node.Label),
            fine.CollapseByModule(2).Nodes.Where(node => node.Module is not null).Select(node => node.Label));
    }

    [Theory]
    [InlineData("googlenet", 1, 30)]
    [InlineData("resnet18", 2, 20)]
    [InlineData("resnet20", 2, 20)]
    [InlineData("alexnet", 2, 30)]
    public void A_large_network_collapsed_is_tens_of_boxes_without_constants(string name, int depth, int most)
    {
        using var meta = MetaTensors.Begin();
        var entry = ModelEntry.Find(name);
        var network = entry.CreateUsual(10, new Generator(1));
        network.Eval();
        var graph = ModelGraph.Of(network, Shape.Create([1, .. entry.InputShape]));
        var collapsed = graph.CollapseByModule(depth);
        Assert.InRange(collapsed.Nodes.Count, 10, most);
        Assert.Equal(0, collapsed.Count(GraphNodeKind.Constant));
        Assert.Equal(graph.Flops, collapsed.Flops);
        Assert.Equal(network.ParameterCount, collapsed.Nodes.Sum(node => node.Module?.ParameterCount ?? 0));
    }

    [Fact]
    public void Auxiliary_heads_hang_on_the_middle_of_GoogLeNet()
    {
        using var meta = MetaTensors.Begin();
        var graph = ModelGraph.Of(new GoogLeNet(), [2, 3, 224, 224]).CollapseByModule();
        Assert.Equal(["fc", "aux1", "aux2"], graph.Outputs.Select(node => node.Label));
        Assert.Contains("inception4a", SourcesOf("aux1"));
        Assert.Contains("inception4d", SourcesOf("aux2"));

        IEnumerable<string> SourcesOf(string head) => graph.Edges.Where(edge => graph.Nodes[edge.To].Label == head)
            .Select(edge => graph.Nodes[edge.From].Label);
    }

    private static Graph LeNet5() => ModelGraph.Of(new LeNet5(generator: new Generator(1)), [1, 1, 28, 28]);

    private static Graph Graph(MultilayerPerceptron network)
    {
        var loss = new CrossEntropyLoss().Compute(network.Forward(Tensor.Ones([1, 4])), Tensor.Zeros([1], DType.Int64));
        return ModelGraph.Of(network, loss);
    }
}
