using System.Xml.Linq;
using Adjoint.Inspect;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect;

public sealed class VarianceCheckTests
{
    private const int Depth = 50;

    public static TheoryData<string, Initializer, Func<Module<Tensor, Tensor>>, double> Good => new()
    {
        { "Kaiming and ReLU", new KaimingNormal(), () => new ReLU(), 3 },
        { "uniform Kaiming and ReLU", new KaimingUniform(), () => new ReLU(), 3 },
        // At its fixed point, gradients grow by a thirtieth a layer.
        { "LeCun and SELU", new LeCunNormal(), () => new SELU(), 8 },
        // The linear range of tanh is approached as one over the root of the depth.
        { "Xavier and tanh", new XavierNormal(), () => new Tanh(), 12 },
        { "a little more than Xavier and tanh", new XavierUniform(1.1), () => new Tanh(), 5 },
        { "orthogonal and nothing", new Orthogonal(), () => new Identity(), 1.2 },
    };

    public static TheoryData<string, Initializer, Func<Module<Tensor, Tensor>>, SignalTrend, SignalTrend> Bad => new()
    {
        { "small weights", new Normal(0, 0.01), () => new ReLU(), SignalTrend.Vanishing, SignalTrend.Vanishing },
        { "large weights", new Normal(0, 1), () => new ReLU(), SignalTrend.Exploding, SignalTrend.Exploding },
        { "large weights and tanh", new Normal(0, 1), () => new Tanh(), SignalTrend.Steady, SignalTrend.Exploding },
        { "the default and ReLU", new FanInUniform(), () => new ReLU(), SignalTrend.Vanishing, SignalTrend.Vanishing },
        { "Xavier and ReLU", new XavierNormal(), () => new ReLU(), SignalTrend.Vanishing, SignalTrend.Vanishing },
        { "Kaiming and sigmoid", new KaimingNormal(), () => new Sigmoid(), SignalTrend.Steady, SignalTrend.Vanishing },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_first_values_keep_the_variance_through_fifty_layers(
        string name, Initializer weights, Func<Module<Tensor, Tensor>> activation, double factor)
    {
        var check = VarianceCheck.Of(Stack(weights, activation), [256, 128], factor);
        Assert.Equal(Depth, check.Layers.Count);
        Assert.True(check.IsSteady, $"{name}: {check}");
        Assert.Contains("stay within a factor", check.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_first_values_are_named(string name, Initializer weights, Func<Module<Tensor, Tensor>> activation, SignalTrend forward,
        SignalTrend backward)
    {
        var check = VarianceCheck.Of(Stack(weights, activation), [256, 128]);
        Assert.True(check.Layers[^1].ActivationTrend == forward && check.Layers[0].GradientTrend == backward, $"{name}: {check}");
        Assert.False(check.IsSteady);
        if (forward != SignalTrend.Steady) Assert.Contains(Verb("activations", forward), check.Verdict, StringComparison.Ordinal);
        Assert.Contains(Verb("gradients", backward), check.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_names_the_layer_from_which_on_a_signal_vanishes()
    {
        // Each layer halves its input, and the gradient on its way back: after four of them, a sixteenth is left.
        var network = new Sequential();
        for (var layer = 0; layer < 6; layer++) network.Add(new Linear(4, 4, bias: false, weightInitializer: new Eye(0.5)));
        var check = VarianceCheck.Of(network, [100, 4]);
        double[] halves = [1, 0.5, 0.25, 0.125, 0.0625, 0.03125];
        Near.Equal(halves, [.. check.Layers.Select(layer => layer.Activation / check.Layers[0].Activation)], 1e-6);
        Near.Equal(halves, [.. check.Layers.Reverse().Select(layer => layer.Gradient / check.Layers[^1].Gradient)], 1e-6);
        Assert.Contains("activations vanish from 4 on", check.Verdict, StringComparison.Ordinal);
        Assert.Contains("gradients vanish from 1 back", check.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_leaves_gradients_mode_and_state_as_they_are()
    {
        var network = new Sequential(new Linear(3, 3), new BatchNorm1d(3));
        var before = network.State().ToDictionary(entry => entry.Key, entry => entry.Value.Clone());
        VarianceCheck.Of(network, [20, 3]);
        Assert.All(network.Parameters(), parameter => Assert.Null(parameter.Grad));
        Assert.True(network.IsTraining);
        Assert.All(network.State(), entry => Assert.True(entry.Value.Equal(before[entry.Key]).All().Item() != 0, entry.Key));
        network.Eval();
        VarianceCheck.Of(network, [20, 3]);
        Assert.False(network.IsTraining);
    }

    [Fact]
    public void Table_and_chart_have_a_row_and_a_point_a_layer()
    {
        var check = VarianceCheck.Of(Stack(new KaimingNormal(), () => new ReLU()), [16, 128]);
        Assert.Contains("\n48     ", check.ToString(), StringComparison.Ordinal);
        var lines = XDocument.Parse(check.ToSvg()).Descendants().Where(element => element.Name.LocalName == "polyline").ToArray();
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Equal(Depth, ((string)line.Attribute("points")!).Split(' ').Length));
    }

    [Fact]
    public void A_network_without_weights_or_without_a_record_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => VarianceCheck.Of(new Sequential(new PReLU()), [2, 3]));
        Assert.Contains("Sequential", error.Message, StringComparison.Ordinal);
        Assert.Contains("NoGrad", Assert.Throws<InvalidOperationException>(() => VarianceCheck.Of(new ReLU(), [2, 3])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => VarianceCheck.Of(new Linear(3, 3), [2, 3], factor: 1));
    }

    private static string Verb(string signal, SignalTrend trend) =>
        $"{signal} {(trend == SignalTrend.Vanishing ? "vanish" : "explode")} from";

    private static Sequential Stack(Initializer weights, Func<Module<Tensor, Tensor>> activation)
    {
        var generator = new Generator(1);
        var network = new Sequential();
        for (var layer = 0; layer < Depth; layer++)
        {
            network.Add(new Linear(128, 128, generator: generator, weightInitializer: weights, biasInitializer: new Zeros()));
            network.Add(activation());
        }
        return network;
    }
}
