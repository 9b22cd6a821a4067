using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public sealed class OptimizerTests
{
    public static TheoryData<string> Names => [.. OptimizerCatalogue.Entries.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Long_parameters_change_like_short_ones(string name)
    {
        // Longer than the runs in which the formulas work, and no multiple of a vector's lanes.
        const int length = 1541;
        var start = Tensor.Rand([length], new Generator(1));
        var gradient = Tensor.Rand([length], new Generator(2));
        var whole = new Parameter(start.Clone());
        Parameter[] pieces = [.. Enumerable.Range(0, length).Select(i => new Parameter(start[i..(i + 1)].Clone()))];
        var (one, many) = (Create(name, [whole]), Create(name, pieces));
        for (var step = 0; step < 3; step++)
        {
            one.ZeroGrad();
            many.ZeroGrad();
            (whole.Value * gradient).Sum().Backward();
            for (var i = 0; i < length; i++) (pieces[i].Value * gradient[i..(i + 1)]).Sum().Backward();
            one.Step();
            many.Step();
        }
        Assert.Equal(whole.Value.ToArray<float>(), pieces.SelectMany(piece => piece.Value.ToArray<float>()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restored_state_goes_on_to_the_same_bits(string name)
    {
        var (first, second) = (new Parameter(Tensor.Ones([3])), new Parameter(Tensor.Ones([3])));
        var (left, right) = (Create(name, [first]), Create(name, [second]));
        for (var step = 0; step < 3; step++) Learn(left, first);
        second.CopyFrom(first.Value.Detach());
        right.LoadState(left.StepCount, left.State.ToDictionary());
        Learn(left, first);
        Learn(right, second);
        Assert.Equal(first.Value.ToArray<float>(), second.Value.ToArray<float>());
        Assert.Equal(4, right.StepCount);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone()
    {
        var (used, unused) = (new Parameter(Tensor.Ones([2])), new Parameter(Tensor.Ones([2])));
        Learn(new Adam([used, unused], weightDecay: 0.1), used);
        Assert.NotEqual([1f, 1f], used.Value.ToArray<float>());
        Assert.Equal([1f, 1f], unused.Value.ToArray<float>());
    }

    [Fact]
    public void A_learning_rate_of_zero_changes_nothing()
    {
        var parameter = new Parameter(Tensor.Ones([2]));
        Learn(new SGD([parameter], learningRate: 0, momentum: 0.9), parameter);
        Assert.Equal([1f, 1f], parameter.Value.ToArray<float>());
    }

    [Fact]
    public void A_module_converted_after_the_optimizer_was_made_is_an_error_that_says_so()
    {
        var layer = new Linear(2, 1);
        var optimizer = new SGD(layer.Parameters(), 0.1);
        layer.To(DType.Float64);
        var error = Assert.Throws<InvalidOperationException>(optimizer.Step);
        Assert.Contains("weight: float64[1, 2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("after Module.To", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void A_parameter_given_twice_is_an_error()
    {
        var parameter = new Parameter(Tensor.Ones([2]));
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new SGD([parameter, parameter])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_parameters_are_an_error() =>
        Assert.Contains("no parameters", Assert.Throws<ArgumentException>(() => new Adam([])).Message, StringComparison.Ordinal);

    [Fact]
    public void State_of_another_optimizer_is_refused_and_nothing_is_changed()
    {
        var parameter = new Parameter(Tensor.Ones([2]));
        var (sgd, adam) = (new SGD([parameter], momentum: 0.9), new Adam([parameter]));
        var plain = new SGD([parameter]);
        Assert.Contains("mean.0", Assert.Throws<ArgumentException>(() => adam.LoadState(3, sgd.State.ToDictionary())).Message,
            StringComparison.Ordinal);
        Assert.Contains("momentum.0", Assert.Throws<ArgumentException>(() => plain.LoadState(3, sgd.State.ToDictionary())).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, adam.StepCount);
        Assert.Equal(0, plain.StepCount);
    }

    [Theory]
    [InlineData(double.NaN, 0, 0, "learningRate")]
    [InlineData(-0.1, 0, 0, "learningRate")]
    [InlineData(double.PositiveInfinity, 0, 0, "learningRate")]
    [InlineData(0.1, 1, 0, "momentum")]
    [InlineData(0.1, -0.1, 0, "momentum")]
    [InlineData(0.1, double.NaN, 0, "momentum")]
    [InlineData(0.1, 0, -1, "weightDecay")]
    public void Numbers_out_of_their_range_are_refused_by_name(double learningRate, double momentum, double weightDecay, string named)
    {
        Parameter[] parameters = [new Parameter(Tensor.Ones([2]))];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(parameters, learningRate, momentum, weightDecay));
        Assert.Contains(named, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Nesterov_without_momentum_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SGD([new Parameter(Tensor.Ones([2]))], nesterov: true));

    [Theory]
    [InlineData(1, 0.999, 1e-8)]
    [InlineData(0.9, -1, 1e-8)]
    [InlineData(0.9, 0.999, -1)]
    public void Decays_out_of_their_range_are_refused(double beta1, double beta2, double epsilon) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([new Parameter(Tensor.Ones([2]))], 0.1, beta1, beta2, epsilon));

    [Fact]
    public void A_group_begins_with_the_numbers_of_the_first_and_keeps_its_own()
    {
        var (weight, bias) = (new Parameter(Tensor.Ones([2])), new Parameter(Tensor.Ones([2])));
        var optimizer = new SGD([weight], 0.5, weightDecay: 0.25);
        var group = optimizer.AddGroup([bias]);
        Assert.Equal(0.5, group.LearningRate);
        group.WeightDecay = 0;
        optimizer.LearningRateFactor = 0.5;
        optimizer.ZeroGrad();
        ((weight.Value + bias.Value) * 0).Sum().Backward();
        optimizer.Step();
        Assert.Equal([0.9375f, 0.9375f], weight.Value.ToArray<float>());
        Assert.Equal([1f, 1f], bias.Value.ToArray<float>());
        Assert.Equal([weight, bias], optimizer.Parameters);
    }

    [Fact]
    public void Weights_are_parted_from_what_needs_no_decay()
    {
        var layer = new Linear(3, 2);
        var (decayed, exempt) = DecaySplit.Of(layer.Parameters());
        Assert.Equal([layer.Weight], decayed);
        Assert.Equal(layer.Bias, Assert.Single(exempt));
    }

    [Fact]
    public void A_group_knows_the_names_and_ranges_of_its_numbers()
    {
        var group = new Adam([new Parameter(Tensor.Ones([2]))]).Groups[0];
        Assert.Equal("beta1", Assert.Throws<UnknownNameException>(() => group["beta"] = 0.5).Suggestion);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => group["beta2"] = 1).ParamName);
        Assert.Equal(0.999, group["beta2"]);
    }

    [Fact]
    public void A_group_with_a_parameter_of_another_group_is_an_error()
    {
        var parameter = new Parameter(Tensor.Ones([2]));
        var optimizer = new SGD([parameter]);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => optimizer.AddGroup([parameter])).Message, StringComparison.Ordinal);
        Assert.Single(optimizer.Groups);
    }

    [Fact]
    public void More_steps_of_a_parameter_than_steps_of_the_optimizer_are_refused()
    {
        var optimizer = new Adam([new Parameter(Tensor.Ones([2]))]);
        var state = optimizer.State.ToDictionary();
        state["steps"] = Tensor.From<long>([5]);
        Assert.Throws<ArgumentException>(() => optimizer.LoadState(4, state));
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void An_unknown_name_gets_a_suggestion() =>
        Assert.Equal("adam", Assert.Throws<UnknownNameException>(() => OptimizerEntry.Find("adan")).Suggestion);

    private static Optimizer Create(string name, IEnumerable<Parameter> parameters) =>
        OptimizerEntry.Find(name).Create(parameters, new OptimizerSettings(0.1, Momentum: 0.9, WeightDecay: 0.01));

    private static void Learn(Optimizer optimizer, Parameter parameter)
    {
        optimizer.ZeroGrad();
        parameter.Value.Square().Sum().Backward();
        optimizer.Step();
    }
}
