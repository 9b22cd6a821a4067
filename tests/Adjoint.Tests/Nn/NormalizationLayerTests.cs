using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class NormalizationLayerTests
{
    [Fact]
    public void The_state_has_PyTorchs_names() => Assert.Equal(
        ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], new BatchNorm2d(3).StateNames);

    [Fact]
    public void Without_affine_and_running_statistics_there_is_no_state() =>
        Assert.Empty(new BatchNorm2d(3, affine: false, trackRunningStatistics: false).StateNames);

    [Fact]
    public void Evaluation_uses_what_training_gathered_and_gathers_nothing()
    {
        var layer = new BatchNorm1d(2, epsilon: 0, momentum: 1, affine: false);
        // Mean 2 and 30, variance over n - 1: 2 and 200.
        layer.Forward(Tensor.From<float>([1, 20, 3, 40], [2, 2]));
        layer.Eval();
        var y = layer.Forward(Tensor.From<float>([4, 30], [1, 2])).ToArray<float>();
        Assert.Equal(2 / MathF.Sqrt(2), y[0], 1e-6);
        Assert.Equal(0, y[1], 1e-6);
        Assert.Equal(1, layer.BatchesTracked!.Value.Item());
    }

    [Fact]
    public void Without_momentum_the_running_statistics_are_the_average_of_all_batches()
    {
        var layer = new BatchNorm1d(1, momentum: null);
        foreach (var mean in new float[] { 1, 2, 6 }) layer.Forward(Tensor.From<float>([mean - 1, mean + 1], [2, 1]));
        Assert.Equal(3, layer.RunningMean!.Value.Item(), 1e-6);
        layer.ResetRunningStatistics();
        Assert.Equal(0, layer.RunningMean.Value.Item());
        Assert.Equal(1, layer.RunningVariance!.Value.Item());
        Assert.Equal(0, layer.BatchesTracked!.Value.Item());
    }

    [Fact]
    public void Training_without_a_record_gathers_the_same_statistics()
    {
        var x = Tensor.RandN([8, 3, 5], new Generator(1));
        var (recorded, unrecorded) = (new BatchNorm1d(3), new BatchNorm1d(3));
        recorded.Forward(x);
        using (NoGrad.Begin()) unrecorded.Forward(x);
        Assert.Equal(recorded.RunningMean!.Value.ToArray<float>(), unrecorded.RunningMean!.Value.ToArray<float>());
        Assert.Equal(recorded.RunningVariance!.Value.ToArray<float>(), unrecorded.RunningVariance!.Value.ToArray<float>());
    }

    [Fact]
    public void A_batch_of_one_value_a_channel_is_refused_in_training_and_fine_in_evaluation()
    {
        var net = new Sequential { { "norm", new BatchNorm1d(3) } };
        var error = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Ones([1, 3])));
        Assert.StartsWith("batch_norm (in module norm): needs more than one value a channel", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, ((BatchNorm1d)net[0]).BatchesTracked!.Value.Item());
        net.Eval();
        Assert.Equal([1, 3], net.Forward(Tensor.Ones([1, 3])).Shape);
    }

    [Fact]
    public void An_empty_batch_leaves_the_running_statistics_alone()
    {
        var layer = new InstanceNorm1d(2, trackRunningStatistics: true);
        layer.Forward(Tensor.Zeros([0, 2, 4]));
        Assert.Equal([0f, 0f], layer.RunningMean!.Value.ToArray<float>());
        Assert.Equal(0, layer.BatchesTracked!.Value.Item());
    }

    [Fact]
    public void Running_statistics_carry_no_gradient_and_change_type_with_the_layer()
    {
        var layer = new BatchNorm1d(2);
        layer.To(DType.Float64);
        var x = Tensor.RandN([4, 2], new Generator(1), DType.Float64);
        x.RequiresGrad = true;
        layer.Forward(x);
        Assert.False(layer.RunningMean!.Value.RequiresGrad);
        Assert.Equal((DType.Float64, DType.Int64), (layer.RunningMean.DType, layer.BatchesTracked!.DType));
    }

    [Fact]
    public void A_layer_that_is_read_from_its_state_evaluates_alike()
    {
        var (layer, copy) = (new BatchNorm2d(2), new BatchNorm2d(2));
        layer.Forward(Tensor.RandN([3, 2, 4, 4], new Generator(1)) * 3 + 1);
        copy.LoadState(layer.State());
        layer.Eval();
        copy.Eval();
        var x = Tensor.RandN([1, 2, 3, 3], new Generator(2));
        Assert.Equal(layer.Forward(x).ToArray<float>(), copy.Forward(x).ToArray<float>());
    }
}
