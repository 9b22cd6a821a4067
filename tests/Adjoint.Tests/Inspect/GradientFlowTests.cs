using System.Xml.Linq;
using Adjoint.Inspect;
using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Inspect;

public sealed class GradientFlowTests
{
    [Fact]
    public void A_deep_sigmoid_network_is_told_that_its_first_layers_vanish()
    {
        var flow = GradientFlow.Of(Trained(Deep(10, new FanInUniform(), () => new Sigmoid())));
        Assert.Equal(["0", "2", "4"], flow.Vanishing.Take(3));
        Assert.DoesNotContain("18", flow.Vanishing);
        Assert.Empty(flow.Exploding);
        Assert.Contains("Gradients vanish in 0, 2, 4", flow.Warning, StringComparison.Ordinal);
        Assert.Contains("vanishing", flow.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Large_weights_make_the_gradients_of_the_first_layers_explode()
    {
        var flow = GradientFlow.Of(Trained(Deep(20, new Normal(0, 1), () => new Tanh())));
        Assert.Contains("0", flow.Exploding);
        Assert.Empty(flow.Vanishing);
        Assert.Contains("Gradients explode in 0, ", flow.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_so_large_that_numbers_overflow_explode_too()
    {
        var flow = GradientFlow.Of(Trained(Deep(10, new Normal(0, 1e5), () => new ReLU())));
        Assert.Contains("20", flow.Exploding);
    }

    [Fact]
    public void Small_weights_vanish_though_all_layers_have_gradients_alike()
    {
        // Forward and back, each layer shrinks the signal by the same factor, so that the gradients by all weights are equally small.
        var flow = GradientFlow.Of(Trained(Deep(20, new Normal(0, 0.01), () => new Identity())));
        Assert.Equal(20, flow.Vanishing.Count - 1);
    }

    [Fact]
    public void Kaiming_residual_and_normalised_networks_are_healthy()
    {
        Assert.Null(GradientFlow.Of(Trained(Deep(10, new KaimingNormal(), () => new ReLU()))).Warning);
        Assert.Null(GradientFlow.Of(Trained(new Sequential(new ResNetS(32, 20, 3, generator: new Generator(2))))).Warning);
        // The weights that vanish without it.
        var normalized = Deep(20, new Normal(0, 0.01), () => new Sequential(new BatchNorm1d(32), new ReLU()));
        Assert.Null(GradientFlow.Of(Trained(normalized)).Warning);
    }

    [Fact]
    public void Units_that_no_example_switches_on_are_counted_as_dead()
    {
        // Of four units, three have a bias that no input overcomes.
        var hidden = new Linear(32, 4, generator: new Generator(1));
        var network = new Sequential(hidden, new ReLU(), new Linear(4, 3, generator: new Generator(2)));
        hidden.Bias!.CopyFrom(Tensor.From<float>([100, -100, -100, -100]));
        var flow = GradientFlow.Of(Trained(network));
        Assert.Equal(0.75, flow.Parameters[0].DeadUnits);
        Assert.Equal(0.75, flow.Parameters[1].ZeroShare);
        Assert.Null(flow.Parameters[1].DeadUnits);
        Assert.Equal(["0"], flow.Dead);
        Assert.Contains("no gradient in 0", flow.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_table_that_no_example_looked_up_are_not_dead()
    {
        var table = new Embedding(10, 3, generator: new Generator(1));
        var network = new Sequential(table, new Linear(3, 2, generator: new Generator(2)));
        network.Forward(Tensor.From<long>([4, 7])).Square().Sum().Backward();
        var flow = GradientFlow.Of(network);
        Assert.Null(flow.Parameters[0].DeadUnits);
        Assert.Empty(flow.Dead);
    }

    [Fact]
    public void Norms_and_ratios_are_those_of_their_definitions()
    {
        var layer = new Linear(2, 1, weightInitializer: new Constant(2), biasInitializer: new Zeros(), dtype: DType.Float64);
        layer.Forward(Tensor.From<double>([3, 4], [1, 2])).Sum().Backward();
        var flow = GradientFlow.OfStep(layer, new SGD(layer.Parameters(), learningRate: 0.1).Step);
        var weight = flow.Parameters[0];
        Near.Equal([Math.Sqrt(8), 5, 0.5], [weight.WeightNorm, weight.GradientNorm, weight.UpdateNorm!.Value], 1e-12);
        Near.Equal([5 / Math.Sqrt(8), 0.5 / Math.Sqrt(8)], [weight.GradientToWeight, weight.UpdateToWeight!.Value], 1e-12);
        Assert.Equal(2 - 0.1 * 3, layer.Weight.Value.ToArray<double>()[0], 1e-12);
        Assert.Null(GradientFlow.Of(layer).Parameters[0].UpdateNorm);
    }

    [Fact]
    public void Frozen_and_unreached_parameters_are_told_apart_and_never_judged()
    {
        var network = new Sequential(new Linear(32, 32, generator: new Generator(1)), new Linear(32, 3, generator: new Generator(2)));
        ((Linear)network[0]).Weight.RequiresGrad = false;
        var text = GradientFlow.Of(Trained(network)).ToString();
        Assert.Contains("frozen", text, StringComparison.Ordinal);
        Assert.Contains("No gradient vanishes or explodes.", text, StringComparison.Ordinal);
        var head = new Linear(3, 2);
        var both = new Sequential(head, new Linear(2, 2));
        head.Forward(Tensor.Ones([1, 3])).Sum().Backward();
        Assert.Contains("no gradient", GradientFlow.Of(both).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_a_backward_pass_there_is_nothing_to_read() =>
        Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(() => GradientFlow.Of(new Linear(2, 2))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_chart_has_a_point_a_weight_and_a_line_of_updates_if_they_were_measured()
    {
        var network = Trained(Deep(5, new KaimingNormal(), () => new ReLU()));
        Assert.Equal(6, Circles(GradientFlow.Of(network)));
        Assert.Equal(12, Circles(GradientFlow.OfStep(network, new SGD(network.Parameters(), 0.1).Step)));
    }

    private static int Circles(GradientFlow flow) =>
        XDocument.Parse(flow.ToSvg()).Descendants().Count(element => element.Name.LocalName == "circle");

    private static Sequential Deep(int depth, Initializer weights, Func<Module<Tensor, Tensor>> activation)
    {
        var generator = new Generator(1);
        var network = new Sequential();
        for (var layer = 0; layer < depth; layer++)
        {
            network.Add(new Linear(32, 32, generator: generator, weightInitializer: weights, biasInitializer: new Zeros()));
            network.Add(activation());
        }
        network.Add(new Linear(32, 3, generator: generator, weightInitializer: weights));
        return network;
    }

    private static Sequential Trained(Sequential network)
    {
        var input = Tensor.RandN([64, 32], new Generator(3));
        new CrossEntropyLoss().Compute(network.Forward(input), Tensor.RandInt(0, 3, [64], new Generator(4))).Backward();
        return network;
    }
}
