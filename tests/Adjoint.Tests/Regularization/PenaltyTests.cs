using Adjoint.Data;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Regularization;
using Adjoint.Tests.Training;

namespace Adjoint.Tests.Regularization;

public sealed class PenaltyTests
{
    private static readonly float[] s_weights = [1, -2, 0, 3];

    public static TheoryData<string, Penalty, double, float[]> Penalties => new()
    {
        { "l1", new L1Penalty(0.5), 0.5 * 6, [0.5f, -0.5f, 0, 0.5f] },
        { "l2", new L2Penalty(0.5), 0.25 * 14, [0.5f, -1, 0, 1.5f] },
        { "elastic net", new ElasticNetPenalty(0.1, 0.2), 0.6 + 1.4, [0.3f, -0.5f, 0, 0.7f] },
    };

    [Theory]
    [MemberData(nameof(Penalties))]
    public void A_penalty_is_that_of_its_equation_and_pulls_by_its_derivative(string name, Penalty penalty, double expected,
        float[] gradient)
    {
        var layer = Layer();
        var cost = penalty.Of(layer.Parameters());
        Assert.NotNull(cost);
        Assert.Equal(expected, cost.Item(), 1e-6);
        cost.Backward();
        var found = layer.Parameters()[0].Grad!.ToArray<float>();
        Assert.All(gradient.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.True(layer.Parameters()[1].Grad is null, name);
    }

    [Fact]
    public void Biases_are_penalised_if_asked_for()
    {
        Assert.Equal(6 + 9, new L1Penalty(1, includesBiases: true).Of(Layer().Parameters())!.Item());
        Assert.Equal((14 + 41) / 2.0, new L2Penalty(1, includesBiases: true).Of(Layer().Parameters())!.Item());
        Assert.Equal(15 + 55 / 2.0, new ElasticNetPenalty(1, 1, includesBiases: true).Of(Layer().Parameters())!.Item());
    }

    [Fact]
    public void What_is_frozen_or_a_bias_alone_costs_nothing()
    {
        var layer = Layer();
        Assert.Null(new L1Penalty(1).Of([layer.Parameters()[1]]));
        layer.Parameters()[0].RequiresGrad = false;
        Assert.Null(new L2Penalty(1).Of(layer.Parameters()));
    }

    [Fact]
    public void The_squares_pull_as_weight_decay_of_the_same_strength_does()
    {
        var (penalised, decayed) = (Layer(), Layer());
        new L2Penalty(0.3).Of(penalised.Parameters())!.Backward();
        new SGD([penalised.Parameters()[0]], 0.1).Step();
        decayed.Parameters()[0].Value.Sum().Backward();
        decayed.Parameters()[0].Value.ZeroGrad();
        (decayed.Parameters()[0].Value * 0).Sum().Backward();
        new SGD([decayed.Parameters()[0]], 0.1, weightDecay: 0.3).Step();
        var pairs = penalised.Parameters()[0].Value.ToArray<float>().Zip(decayed.Parameters()[0].Value.ToArray<float>());
        Assert.All(pairs, pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_strength_below_0_or_not_finite_is_refused(double strength)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new L1Penalty(strength));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new L2Penalty(strength));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ElasticNetPenalty(1, strength));
    }

    [Fact]
    public void Balanced_classes_weigh_the_same_together_and_an_example_1_on_average()
    {
        // Of seven examples, three are of class a, and two of b and of c.
        var weights = ClassWeights.Balanced(new Blobs(7));
        Assert.Equal([7 / 9.0, 7 / 6.0, 7 / 6.0], weights);
        Assert.Equal(7, 3 * weights[0] + 2 * weights[1] + 2 * weights[2], 1e-12);
        Assert.Equal([1.0, 1, 1], ClassWeights.Balanced(new Blobs(3000)));
    }

    [Fact]
    public void Classes_of_which_one_has_no_example_cannot_be_balanced()
    {
        var error = Assert.Throws<InvalidDataException>(() => ClassWeights.Balanced(new Subset(new Blobs(9), [0, 1, 3])));
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
        Assert.Contains("values", Assert.Throws<InvalidDataException>(() => ClassWeights.Balanced(new Line(9))).Message,
            StringComparison.Ordinal);
    }

    private static Linear Layer()
    {
        var layer = new Linear(2, 2);
        layer.Parameters()[0].CopyFrom(Tensor.From<float>(s_weights, [2, 2]));
        layer.Parameters()[1].CopyFrom(Tensor.From<float>([4, 5]));
        return layer;
    }
}
