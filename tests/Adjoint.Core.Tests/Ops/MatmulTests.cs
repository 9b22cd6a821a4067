using Adjoint.Autodiff;

namespace Adjoint.Core.Tests.Ops;

public sealed class MatmulTests
{
    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 4, 5 }, "matmul: [2, 3] x [4, 5]: the last size of the left, 3, must equal the second-last "
        + "size of the right, 4.")]
    [InlineData(new[] { 2, 3 }, new[] { 2 }, "matmul: [2, 3] x [2]: the last size of the left, 3, must equal the size of the right, 2.")]
    [InlineData(new[] { 2, 4, 3 }, new[] { 5, 3, 4 }, "matmul: [2, 4, 3] x [5, 3, 4]: the batch dimensions [2] and [5] do not fit "
        + "together.")]
    [InlineData(new int[0], new[] { 3 }, "matmul: [] x [3]: both must have at least one dimension. Hint: a single number multiplies "
        + "with *.")]
    public void Sizes_that_do_not_fit_are_named(int[] x, int[] y, string message)
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros(Shape.Create(x)).Matmul(Tensor.Zeros(Shape.Create(y))));
        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void Products_of_views_equal_products_of_copies()
    {
        var x = Numbers(4, 5, 6, 3);
        var y = Numbers(5, 7, 3, 4);
        // Permuted, reversed, skipping, and with batches that neither merge nor are all there.
        Tensor[] left = [x, x.Permute(1, 0, 2, 3), x.Flip(), x[(.., 2)], x.Transpose(0, 1)[(.., -1)], x[0, 0].Expand([2, 5, 6, 3])];
        Tensor[] right =
        [
            y.Permute(3, 0, 2, 1), y.Permute(0, 3, 2, 1)[.., 0..1], y.Transpose(1, 3)[2, 1], y.Permute(3, 0, 2, 1)[0..1],
            y.Flip()[0, 1, .., 0],
        ];
        foreach (var l in left)
        {
            foreach (var r in right)
            {
                if (!CanMultiply(l, r)) continue;
                var expected = l.Clone().Matmul(r.Clone());
                Assert.Equal(Slow(l, r), Rounded(expected));
                Assert.Equal(expected.ToArray<double>(), l.Matmul(r).ToArray<double>());
            }
        }
    }

    [Fact]
    public void A_sum_over_nothing_is_zero_and_an_empty_batch_is_empty()
    {
        Assert.Equal([0, 0, 0, 0], Tensor.Zeros([2, 0]).Matmul(Tensor.Zeros([0, 2])).ToArray<float>());
        Assert.Equal([0, 2, 4], Tensor.Zeros([0, 2, 3]).Matmul(Tensor.Zeros([3, 4])).Shape);
        Assert.Equal([2, 0], Tensor.Zeros([2, 3]).Matmul(Tensor.Zeros([3, 0])).Shape);
    }

    [Fact]
    public void Linear_names_the_features_that_do_not_fit()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Linear(Tensor.Zeros([4, 5])));
        Assert.StartsWith("linear: input [2, 3], weight [4, 5]: the last size of the input, 3, must equal the weight's inFeatures, "
            + "5.", error.Message);
        error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Linear(Tensor.Zeros([4, 3]), Tensor.Zeros([3])));
        Assert.Contains("that is [4]", error.Message);
    }

    [Fact]
    public void Linear_of_an_empty_batch_has_zero_gradients()
    {
        var weight = Tensor.Ones([4, 3]);
        var bias = Tensor.Ones([4]);
        (weight.RequiresGrad, bias.RequiresGrad) = (true, true);
        Tensor.Zeros([0, 3]).Linear(weight, bias).Sum().Backward();
        Assert.Equal(new float[12], weight.Grad!.ToArray<float>());
        Assert.Equal(new float[4], bias.Grad!.ToArray<float>());
    }

    [Fact]
    public void The_fused_gradients_of_a_linear_step_equal_the_differentiable_ones_for_any_view()
    {
        Tensor[] inputs = [Numbers(2, 3, 4), Numbers(3, 2, 4).Transpose(0, 1), Numbers(4, 3, 2).Permute(2, 1, 0), Numbers(2, 4)[(.., -1)]];
        foreach (var x in inputs)
        {
            var (weight, bias) = (Numbers(5, 4), Numbers(5));
            foreach (var tensor in new[] { x, weight, bias }) tensor.RequiresGrad = true;
            var y = x.Linear(weight, bias);
            var incoming = Numbers([.. y.Shape.Sizes.ToArray().Reverse()]).Permute([.. Enumerable.Range(0, y.Rank).Reverse()]);
            var fused = Reverse.Gradients(y, incoming, [x, weight, bias], differentiable: false, keepGraph: true);
            var composed = Reverse.Gradients(y, incoming, [x, weight, bias], differentiable: true, keepGraph: true);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(Rounded(composed[i]!), Rounded(fused[i]!));
            }
        }
    }

    private static Tensor Numbers(params int[] sizes)
    {
        var shape = Shape.Create(sizes);
        return (Tensor.Arange(0, shape.ElementCount, dtype: DType.Float64) * 0.7).Sin().Reshape(shape);
    }

    private static bool CanMultiply(Tensor x, Tensor y)
    {
        var inner = y.Rank == 1 ? y.Shape[0] : y.Shape[^2];
        if (x.Shape[^1] != inner) return false;
        for (var dim = 3; dim <= Math.Min(x.Rank, y.Rank); dim++)
        {
            if (x.Shape[^dim] != y.Shape[^dim] && x.Shape[^dim] != 1 && y.Shape[^dim] != 1) return false;
        }
        return true;
    }

    // The definition, by products and a sum of a broadcast tensor.
    private static IEnumerable<double> Slow(Tensor x, Tensor y)
    {
        var columns = y.Rank == 1 ? y.Unsqueeze(1) : y;
        var products = x.Unsqueeze(-1) * columns.Unsqueeze(-3);
        return Rounded(products.Sum(-2));
    }

    private static IEnumerable<double> Rounded(Tensor x) => x.ToArray<double>().Select(value => Math.Round(value, 9));
}
