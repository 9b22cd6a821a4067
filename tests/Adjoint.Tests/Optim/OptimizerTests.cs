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

    public static TheoryData<string> WithMomentum => ["sgd", "rmsprop", "rmsprop centred"];

    [Theory]
    [MemberData(nameof(WithMomentum))]
    public void Momentum_given_to_a_group_later_acts_as_if_it_had_been_there_from_the_beginning(string name)
    {
        var (first, second) = (new Parameter(Tensor.Ones([3])), new Parameter(Tensor.Ones([3])));
        var (left, right) = (WithMomentumOf(name, first, 0.9), WithMomentumOf(name, second, 0));
        right.Groups[0]["momentum"] = 0.9;
        for (var step = 0; step < 3; step++)
        {
            Learn(left, first);
            Learn(right, second);
        }
        Assert.Equal(first.Value.ToArray<float>(), second.Value.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(WithMomentum))]
    public void Momentum_of_one_group_alone_leaves_the_other_as_it_was_and_is_restored_to_the_same_bits(string name)
    {
        Parameter[] plain = [.. Enumerable.Range(0, 3).Select(_ => new Parameter(Tensor.Ones([3])))];
        Parameter[] moving = [.. Enumerable.Range(0, 2).Select(_ => new Parameter(Tensor.Ones([3])))];
        var alone = WithMomentumOf(name, plain[2], 0);
        Optimizer[] both = [.. Enumerable.Range(0, 2).Select(i => WithMomentumOf(name, plain[i], 0))];
        for (var i = 0; i < 2; i++) both[i].AddGroup([moving[i]])["momentum"] = 0.5;
        for (var step = 0; step < 3; step++)
        {
            Learn(both[0], plain[0], moving[0]);
            Learn(alone, plain[2]);
        }
        Assert.Equal(plain[2].Value.ToArray<float>(), plain[0].Value.ToArray<float>());
        Assert.NotEqual(moving[0].Value.ToArray<float>(), plain[0].Value.ToArray<float>());
        plain[1].CopyFrom(plain[0].Value.Detach());
        moving[1].CopyFrom(moving[0].Value.Detach());
        both[1].LoadState(both[0].StepCount, both[0].State.ToDictionary());
        for (var i = 0; i < 2; i++) Learn(both[i], plain[i], moving[i]);
        Assert.Equal(moving[0].Value.ToArray<float>(), moving[1].Value.ToArray<float>());
    }

    [Fact]
    public void The_first_velocity_is_the_whole_gradient_even_where_momentum_begins_late()
    {
        var parameter = new Parameter(Tensor.From<double>([1]));
        var optimizer = new SGD([parameter], 0.25, dampening: 0.5);
        Learn(optimizer, parameter);
        optimizer.Groups[0]["momentum"] = 0.5;
        // 1 - 0.25 * 2, then 0.5 - 0.25 * 1.
        Learn(optimizer, parameter);
        Assert.Equal([0.25], parameter.Value.ToArray<double>());
    }

    [Theory]
    [InlineData("momentum", 0)]
    [InlineData("dampening", 0.5)]
    public void A_group_that_Nesterovs_momentum_cannot_work_with_is_refused_before_anything_changes(string name, double value)
    {
        var parameter = new Parameter(Tensor.Ones([2]));
        var optimizer = new SGD([parameter], 0.1, momentum: 0.9, nesterov: true);
        optimizer.Groups[0][name] = value;
        Assert.Contains("Nesterov", Assert.Throws<InvalidOperationException>(() => Learn(optimizer, parameter)).Message,
            StringComparison.Ordinal);
        Assert.Equal([1f, 1f], parameter.Value.ToArray<float>());
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void NAdam_resumes_exactly_after_its_momentum_was_changed()
    {
        var (first, second) = (new Parameter(Tensor.Ones([3])), new Parameter(Tensor.Ones([3])));
        var (left, right) = (new NAdam([first]), new NAdam([second]));
        for (var step = 0; step < 3; step++) Learn(left, first);
        left.Groups[0]["beta1"] = 0.5;
        right.Groups[0]["beta1"] = 0.5;
        for (var step = 0; step < 2; step++) Learn(left, first);
        second.CopyFrom(first.Value.Detach());
        right.LoadState(left.StepCount, left.State.ToDictionary());
        Learn(left, first);
        Learn(right, second);
        Assert.Equal(first.Value.ToArray<float>(), second.Value.ToArray<float>());
    }

    [Fact]
    public void NAdam_with_parameters_changed_unequally_often_changes_each_as_if_alone()
    {
        Parameter[] all = [.. Enumerable.Range(0, 4).Select(_ => new Parameter(Tensor.Ones([3])))];
        var both = new NAdam([all[0], all[1]]);
        var (often, rarely) = (new NAdam([all[2]]), new NAdam([all[3]]));
        for (var step = 0; step < 5; step++)
        {
            if (step % 2 == 0) Learn(both, all[0], all[1]);
            else Learn(both, all[0]);
            Learn(often, all[2]);
            if (step % 2 == 0) Learn(rarely, all[3]);
        }
        Assert.Equal(all[2].Value.ToArray<float>(), all[0].Value.ToArray<float>());
        Assert.Equal(all[3].Value.ToArray<float>(), all[1].Value.ToArray<float>());
    }

    [Fact]
    public void An_unknown_name_gets_a_suggestion() =>
        Assert.Equal("adam", Assert.Throws<UnknownNameException>(() => OptimizerEntry.Find("adan")).Suggestion);

    private static Optimizer Create(string name, IEnumerable<Parameter> parameters) =>
        OptimizerEntry.Find(name).Create(parameters, new OptimizerSettings(0.1, Momentum: 0.9, WeightDecay: 0.01));

    private static Optimizer WithMomentumOf(string name, Parameter parameter, double momentum) => name == "sgd"
        ? new SGD([parameter], 0.1, momentum)
        : new RMSprop([parameter], 0.1, momentum: momentum, centred: name == "rmsprop centred");

    private static void Learn(Optimizer optimizer, params Parameter[] parameters)
    {
        optimizer.ZeroGrad();
        foreach (var parameter in parameters) parameter.Value.Square().Sum().Backward();
        optimizer.Step();
    }
}
