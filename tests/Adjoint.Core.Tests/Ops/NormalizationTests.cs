using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Ops;

public sealed class NormalizationTests
{
    // Deviations of about 1 from a mean of 10000, exact in single precision; the size of rows, runs and columns reaches every kernel.
    public static TheoryData<int[]> Shapes => [[300, 7], [40, 3, 5], [6, 3, 40], [2, 5, 5000]];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_mean_much_larger_than_the_deviations_takes_no_digits(int[] sizes)
    {
        var shape = Shape.Create(sizes);
        var near = (Tensor.RandN(shape, new Generator(1)) * 64).Round() / 64;
        var far = near + 10000;
        Func<Tensor, Tensor>[] normalisations =
            [x => x.BatchNorm(), x => x.LayerNorm([sizes[^1]]), x => x.GroupNorm(1), x => x.Reshape(1, sizes[0], -1).InstanceNorm()];
        foreach (var normalise in normalisations) RequireNear(normalise(near.To(DType.Float64)), normalise(far), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_too_keep_their_digits_where_the_mean_is_large(int[] sizes)
    {
        var shape = Shape.Create(sizes);
        var near = (Tensor.RandN(shape, new Generator(1)) * 64).Round() / 64;
        var incoming = Tensor.RandN(shape, new Generator(2));
        Tensor GradientAt(Tensor x, Func<Tensor, Tensor> normalise)
        {
            x = x.Detach();
            x.RequiresGrad = true;
            normalise(x).Backward(incoming.To(x.DType));
            return x.Grad!;
        }
        foreach (var normalise in new Func<Tensor, Tensor>[] { x => x.BatchNorm(), x => x.LayerNorm([sizes[^1]]), x => x.GroupNorm(1) })
            RequireNear(GradientAt(near.To(DType.Float64), normalise), GradientAt(near + 10000, normalise), 1e-5);
    }

    [Fact]
    public void Statistics_come_with_the_result_and_agree_with_mean_and_variance()
    {
        var x = Tensor.RandN([9, 4, 3], new Generator(3)) * 3 + 5;
        foreach (var requiresGrad in new[] { false, true })
        {
            x.RequiresGrad = requiresGrad;
            x.BatchNorm(null, null, 1e-5, out var mean, out var variance);
            RequireNear(x.To(DType.Float64).Mean([0, 2]), mean, 1e-6);
            RequireNear(x.To(DType.Float64).Var([0, 2], correction: 0), variance, 1e-5);
            x.InstanceNorm(null, null, 1e-5, out mean, out variance);
            RequireNear(x.To(DType.Float64).Mean(2).Flatten(), mean, 1e-6);
            RequireNear(x.To(DType.Float64).Var(2, correction: 0).Flatten(), variance, 1e-5);
        }
        using var elementary = ElementaryGranularity.Begin();
        x.BatchNorm(null, null, 1e-5, out var found, out _);
        RequireNear(x.To(DType.Float64).Mean([0, 2]), found, 1e-6);
    }

    [Fact]
    public void Equal_elements_become_the_bias_and_not_NaN()
    {
        var (weight, bias) = (Tensor.From<float>([2, 3]), Tensor.From<float>([5, 7]));
        Assert.Equal([5f, 7f, 5f, 7f], Tensor.Full([2, 2], 0.1).BatchNorm(weight, bias).ToArray<float>());
        Assert.Equal([5f, 7f, 5f, 7f], Tensor.Full([2, 2], 1e20).LayerNorm([2], weight, bias).ToArray<float>());
    }

    [Fact]
    public void A_channel_of_a_single_value_is_refused_with_a_way_out()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Ones([1, 3]).BatchNorm());
        Assert.StartsWith("batch_norm: needs more than one value a channel", error.Message);
        Assert.Contains("[1, 3] has 1. Hint: train with larger batches", error.Message);
        Assert.Contains("has 0", Assert.Throws<ShapeException>(() => Tensor.Ones([0, 3]).BatchNorm()).Message);
        Assert.Contains("more than one element a channel", Assert.Throws<ShapeException>(() => Tensor.Ones([4, 3]).InstanceNorm()).Message);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_named()
    {
        var x = Tensor.Ones([2, 6, 4]);
        Assert.Contains("[2, 6, 4] do not divide into 4 groups", Assert.Throws<ShapeException>(() => x.GroupNorm(4)).Message);
        Assert.Contains("normalises the last sizes [6], and its input has shape [2, 6, 4]",
            Assert.Throws<ShapeException>(() => x.LayerNorm([6])).Message);
        Assert.Contains("its weight must have shape [6], and has [4]",
            Assert.Throws<ShapeException>(() => x.BatchNorm(Tensor.Ones([4]))).Message);
        Assert.Contains("its variance must have shape [6], and has [4]",
            Assert.Throws<ShapeException>(() => x.BatchNormInference(Tensor.Ones([6]), Tensor.Ones([4]))).Message);
        Assert.Contains("epsilon must be a finite number of at least 0, and is -1",
            Assert.Throws<ArgumentOutOfRangeException>(() => x.LayerNorm([4], epsilon: -1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.GroupNorm(0));
    }

    [Fact]
    public void A_bias_stands_without_a_weight()
    {
        var x = Tensor.RandN([3, 4], new Generator(4));
        var bias = Tensor.From<float>([1, 2, 3, 4]);
        RequireNear((x.LayerNorm([4]) + bias).To(DType.Float64), x.LayerNorm([4], bias: bias), 1e-6);
        RequireNear((x.BatchNormInference(bias, bias) + bias).To(DType.Float64), x.BatchNormInference(bias, bias, bias: bias), 1e-6);
    }

    private static void RequireNear(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (e, a) = (expected.ToArray<double>(), actual.To(DType.Float64).ToArray<double>());
        for (var i = 0; i < e.Length; i++)
            Assert.True(Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i])), $"element {i}: {a[i]:r}, expected {e[i]:r}");
    }
}
