namespace Adjoint.Core.Tests.Operations;

public sealed class ReductionTests
{
    private const double Inf = double.PositiveInfinity;

    private static readonly Tensor s_matrix = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 6, 8 } });

    [Fact]
    public void The_mean_is_taken_over_some_or_all_dimensions()
    {
        Assert.Equal(4, s_matrix.Mean().Item());
        Assert.Equal([2.5, 4, 5.5], s_matrix.Mean(0).ToArray<double>());
        Assert.Equal([2, 1], s_matrix.Mean(-1, keepDim: true).Shape);
        Assert.True(double.IsNaN(Tensor.Zeros([0]).Mean().Item()));
        Assert.Contains("mean: needs floating-point", Assert.Throws<DTypeException>(() => Tensor.From<long>([1]).Mean()).Message);
    }

    [Fact]
    public void The_variance_is_an_estimate_unless_the_correction_is_zero()
    {
        Assert.Equal([1, 4], s_matrix.Var(1).ToArray<double>());
        Assert.Equal([1, 2], s_matrix.Std(1).ToArray<double>());
        Assert.Equal([2 / 3.0, 8 / 3.0], s_matrix.Var(1, correction: 0).ToArray<double>());
        Assert.True(double.IsNaN(Tensor.Ones([1]).Var().Item()));
        Assert.Equal(0, Tensor.Ones([1]).Var(correction: 0).Item());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 7)]
    [InlineData(2, 5)]
    [InlineData(Inf, 4)]
    [InlineData(3, 4.4979414452754)]
    public void A_norm_has_its_value(double p, double expected) =>
        Assert.Equal(expected, Tensor.From<double>([3, 0, -4]).Norm(p).Item(), 1e-13);

    [Fact]
    public void A_norm_of_negative_order_is_refused() =>
        Assert.Contains("order p must be 0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix.Norm(-1)).Message);

    [Theory]
    [InlineData(new double[] { 2, 3, 4 }, new double[] { 12, 8, 6 })]
    [InlineData(new double[] { 2, 0, 4 }, new double[] { 0, 8, 0 })]
    [InlineData(new double[] { 0, 0, 4 }, new double[] { 0, 0, 0 })]
    [InlineData(new double[] { 5 }, new double[] { 1 })]
    public void The_gradient_of_a_product_is_the_product_of_the_others(double[] x, double[] expected)
    {
        var variable = Variable(x);
        Assert.Equal(expected, Gradient.Of(variable.Prod(), variable)[0].ToArray<double>());
    }

    [Fact]
    public void The_curvature_of_a_product_is_right_at_zeros()
    {
        // For x y z at (0, 0, 4): the second derivative by x and y is z.
        var x = Variable([0, 0, 4]);
        var slope = Gradient.Of(x.Prod(), [x], createGraph: true)[0];
        Assert.Equal([4, 0, 0], Gradient.Of(slope[1], x)[0].ToArray<double>());
    }

    [Fact]
    public void A_product_that_overflows_on_the_way_has_a_finite_gradient()
    {
        var x = Variable([1e200, 1e200, 0]);
        Assert.Equal([0, 0, Inf], Gradient.Of(x.Prod(), x)[0].ToArray<double>());
        var y = Variable([1e-200, 1e-200, 2]);
        Assert.Equal([2e-200, 2e-200, 0], Gradient.Of(y.Prod(), y)[0].ToArray<double>());
    }

    [Fact]
    public void The_logarithm_of_summed_exponentials_neither_overflows_nor_loses_rows_of_minus_infinity()
    {
        var x = Tensor.From(new double[,] { { 1000, 1000 }, { -1000, -1000 }, { -Inf, -Inf }, { -Inf, 3 }, { Inf, 0 } });
        Assert.Equal([1000 + Math.Log(2), -1000 + Math.Log(2), -Inf, 3, Inf], x.LogSumExp(1).ToArray<double>());
        Assert.Equal(-Inf, Tensor.Zeros([0]).LogSumExp().Item());
        Assert.True(double.IsNaN(Tensor.From<double>([1, double.NaN]).LogSumExp().Item()));
    }

    [Fact]
    public void A_row_of_minus_infinity_has_no_gradient_rather_than_NaN()
    {
        var x = Variable([-Inf, -Inf]);
        Assert.Equal([0, 0], Gradient.Of(x.LogSumExp(), x)[0].ToArray<double>());
    }

    [Fact]
    public void Extremes_are_found_along_dimensions()
    {
        Assert.Equal(8, s_matrix.Max().Item());
        Assert.Equal([1, 4], s_matrix.Min(1).ToArray<double>());
        Assert.Equal([1, 3], s_matrix.Max(0, keepDim: true).Shape);
        Assert.Equal(7, Tensor.From<long>([3, 7, -2]).Max().Item());
        Assert.True(double.IsNaN(Tensor.From<float>([1, float.NaN, 3]).Max().Item()));
        Assert.Contains("max: there is no largest", Assert.Throws<ShapeException>(() => Tensor.Zeros([0]).Max()).Message);
    }

    [Fact]
    public void Positions_of_extremes_are_the_first_of_several()
    {
        var x = Tensor.From<float>([2, 5, 1, 5, 1, 0], [2, 3]);
        Assert.Equal([1, 0], x.ArgMax(1).ToArray<long>());
        Assert.Equal([2, 2], x.ArgMin(-1).ToArray<long>());
        Assert.Equal(1, x.ArgMax().Item());
        Assert.Equal(5, x.ArgMin().Item());
        Assert.Equal([1, 3], x.ArgMax(0, keepDim: true).Shape);
        Assert.Equal(0, Tensor.Scalar(4).ArgMax().Item());
        Assert.Equal(1, Tensor.From<float>([1, float.NaN, 3]).ArgMax().Item());
        Assert.Contains("no position among no elements", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).ArgMax(1)).Message);
    }

    [Fact]
    public void Truths_are_summed_up()
    {
        var x = Tensor.From<float>([0, 2, 0, 0], [2, 2]);
        Assert.Equal([true, false], x.Any(1).ToArray<bool>());
        Assert.Equal([false, false], x.All(1).ToArray<bool>());
        Assert.Equal([true], x.Any(keepDim: true).Reshape(1).ToArray<bool>());
        Assert.Equal(1, Tensor.From<bool>([true, true]).All().Item());
        Assert.Equal(0, Tensor.Zeros([0]).Any().Item());
        Assert.Equal(1, Tensor.Zeros([0]).All().Item());
        Assert.Equal(1, Tensor.From<float>([float.NaN]).All().Item());
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("var")]
    [InlineData("prod")]
    [InlineData("max")]
    [InlineData("logsumexp")]
    [InlineData("any")]
    public void A_dimension_that_does_not_exist_is_named(string operation)
    {
        var error = Assert.Throws<ShapeException>(() => operation switch
        {
            "mean" => s_matrix.Mean(2),
            "var" => s_matrix.Var(2),
            "prod" => s_matrix.Prod(2),
            "max" => s_matrix.Max(2),
            "logsumexp" => s_matrix.LogSumExp(2),
            _ => s_matrix.Any(2),
        });
        Assert.StartsWith($"{operation}: dim 2 does not exist in shape [2, 3]", error.Message);
    }

    private static Tensor Variable(double[] values)
    {
        var x = Tensor.From<double>(values);
        x.RequiresGrad = true;
        return x;
    }
}
