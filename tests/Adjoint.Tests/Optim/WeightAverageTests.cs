using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public sealed class WeightAverageTests
{
    public static TheoryData<int> Cases => OptimizerFixture.Indices("averages");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_averages_after_each_step_are_those_of_PyTorch(int index)
    {
        var json = OptimizerFixture.Part("averages")[index];
        var parameters = OptimizerFixture.Start(DType.Float64);
        WeightAverage average = json.Text("average") == "stochastic"
            ? new StochasticWeightAverage(parameters)
            : new ExponentialMovingAverage(parameters, json.GetProperty("arguments").Number("decay", 0));
        var optimizer = new SGD(parameters, json.Number("learningRate", 0));
        foreach (var expected in json.Rows("values"))
        {
            optimizer.ZeroGrad();
            OptimizerFixture.Loss(parameters).Backward();
            optimizer.Step();
            average.Update();
            using var scope = average.Apply();
            Near.Equal(expected, OptimizerFixture.Values(parameters), 1e-10);
        }
    }

    [Fact]
    public void The_scope_gives_the_parameters_their_own_values_back()
    {
        var parameter = new Parameter(Tensor.From<float>([1f, 2f]));
        var average = new ExponentialMovingAverage([parameter], decay: 0.5);
        average.Update();
        parameter.CopyFrom(Tensor.From<float>([3f, 0f]));
        average.Update();
        for (var again = 0; again < 2; again++)
        {
            using (average.Apply()) Assert.Equal([2f, 1f], parameter.Value.ToArray<float>());
            Assert.Equal([3f, 0f], parameter.Value.ToArray<float>());
        }
    }

    [Fact]
    public void Before_the_first_update_the_parameters_stay_as_they_are()
    {
        var parameter = new Parameter(Tensor.From<float>([1f, 2f]));
        using var scope = new StochasticWeightAverage([parameter]).Apply();
        Assert.Equal([1f, 2f], parameter.Value.ToArray<float>());
    }

    [Fact]
    public void A_warm_up_forgets_the_first_weights_soon()
    {
        var parameter = new Parameter(Tensor.From<float>([11f]));
        var average = new ExponentialMovingAverage([parameter], decay: 0.999, hasWarmUp: true);
        average.Update();
        parameter.CopyFrom(Tensor.From<float>([0f]));
        average.Update();
        // (1 + 1) / (10 + 1) of the first value remains.
        Near.Equal([2], average.State[0].Value.To(DType.Float64).ToArray<double>(), 1e-6);
    }

    [Fact]
    public void Restored_state_goes_on_to_the_same_bits()
    {
        var parameter = new Parameter(Tensor.Rand([5], new Generator(1)));
        var (left, right) = (new StochasticWeightAverage([parameter]), new StochasticWeightAverage([parameter]));
        left.Update();
        parameter.CopyFrom(Tensor.Rand([5], new Generator(2)));
        left.Update();
        right.LoadState(left.UpdateCount, left.State.ToDictionary());
        parameter.CopyFrom(Tensor.Rand([5], new Generator(3)));
        left.Update();
        right.Update();
        Assert.Equal(left.State[0].Value.ToArray<float>(), right.State[0].Value.ToArray<float>());
    }

    [Fact]
    public void State_of_other_parameters_is_refused_and_changes_nothing()
    {
        var one = new StochasticWeightAverage([new Parameter(Tensor.Ones([2]))]);
        var other = new StochasticWeightAverage([new Parameter(Tensor.Ones([3]))]);
        Assert.Contains("average.0 as float32[2]",
            Assert.Throws<ArgumentException>(() => one.LoadState(1, other.State.ToDictionary())).Message, StringComparison.Ordinal);
        Assert.Equal(0, one.UpdateCount);
    }

    [Fact]
    public void The_average_of_a_module_has_the_average_of_its_running_statistics()
    {
        var layer = new BatchNorm1d(1);
        var average = new ExponentialMovingAverage(layer, decay: 0.5);
        layer.Forward(Tensor.From<float>([-1f, 1f], [2, 1]));
        average.Update();
        var first = Statistics(layer);
        layer.Forward(Tensor.From<float>([7f, 13f], [2, 1]));
        average.Update();
        var second = Statistics(layer);
        using (average.Apply()) Near.Equal([.. first.Zip(second, (a, b) => (a + b) / 2)], Statistics(layer), 1e-6);
        Assert.Equal(second, Statistics(layer));
    }

    private static double[] Statistics(BatchNorm1d layer)
    {
        var state = layer.State().ToDictionary();
        return [.. new[] { "running_mean", "running_var" }.Select(name => state[name].To(DType.Float64).Item())];
    }
}
