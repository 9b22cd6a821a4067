using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class DropoutKindTests
{
    [Fact]
    public void A_channel_is_dropped_as_a_whole()
    {
        var y = new Dropout2d(0.25, new Generator(1)).Forward(Tensor.Ones([100, 10, 2, 3])).Reshape(1000, 6);
        var (least, greatest) = (y.Min(1).ToArray<float>(), y.Max(1).ToArray<float>());
        Assert.Equal(least, greatest);
        Assert.Equal([0f, 1 / 0.75f], least.Distinct().Order());
        // The share has a standard deviation of 0.014.
        Assert.InRange(least.Count(value => value == 0) / 1000.0, 0.19, 0.31);
    }

    [Fact]
    public void A_dropped_channel_passes_no_gradient()
    {
        var x = Tensor.Ones([4, 5, 3]);
        x.RequiresGrad = true;
        var y = new Dropout1d(0.5, new Generator(2)).Forward(x);
        y.Sum().Backward();
        Assert.Equal(y.ToArray<float>(), x.Grad!.ToArray<float>());
        Assert.Contains(0f, y.ToArray<float>());
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_0_and_variance_1()
    {
        foreach (var probability in new[] { 0.1, 0.5, 0.9 })
        {
            var y = new AlphaDropout(probability, new Generator(3)).Forward(Tensor.RandN([100_000], new Generator(4)));
            // Standard deviations of about 0.003 and, at 0.9, 0.006.
            Assert.InRange(y.Mean().Item(), -0.02, 0.02);
            Assert.InRange(y.Var().Item(), 0.95, 1.05);
        }
    }

    [Fact]
    public void Alpha_dropout_maps_what_it_keeps_by_a_line_and_what_it_drops_to_one_number()
    {
        const double p = 0.3, saturation = -1.7580993408473766;
        var a = 1 / Math.Sqrt((1 - p) * (1 + p * saturation * saturation));
        var b = -a * p * saturation;
        var x = Tensor.Full([1000], 0.75, DType.Float64);
        var values = new AlphaDropout(p, new Generator(5)).Forward(x).ToArray<double>();
        Assert.Equal(2, values.Distinct().Count());
        Assert.Equal(a * saturation + b, values.Min(), 1e-12);
        Assert.Equal(a * 0.75 + b, values.Max(), 1e-12);
    }

    [Fact]
    public void At_probability_one_nothing_is_left()
    {
        Assert.All(new AlphaDropout(1).Forward(Tensor.Ones([5])).ToArray<float>(), value => Assert.Equal(0, value));
        Assert.All(new Dropout3d(1).Forward(Tensor.Ones([1, 2, 1, 1, 2])).ToArray<float>(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void In_evaluation_the_input_passes()
    {
        foreach (var layer in new Module<Tensor, Tensor>[] { new AlphaDropout(), new Dropout1d() })
        {
            var x = Tensor.Ones([2, 3, 4]);
            layer.Eval();
            Assert.Same(x, layer.Forward(x));
        }
    }
}
