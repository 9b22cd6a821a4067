namespace Adjoint.Core.Tests.Operations;

/// <summary>The documented derivatives where a function has a kink, a tie or an infinite slope.</summary>
public sealed class KinkTests
{
    [Fact]
    public void The_rectifier_is_flat_at_its_kink() => RequireSlopes(x => x.Relu(), [-1, 0, 1], [0, 0, 1]);

    [Fact]
    public void The_absolute_value_is_flat_at_its_kink() => RequireSlopes(x => x.Abs(), [-2, 0, 2], [-1, 0, 1]);

    [Fact]
    public void A_clamp_passes_the_gradient_at_its_bounds() => RequireSlopes(x => x.Clamp(-1, 2), [-1.5, -1, 0, 2, 2.5], [0, 1, 1, 1, 0]);

    [Fact]
    public void Rectifiers_that_leak_take_the_slope_from_below_at_their_kink()
    {
        RequireSlopes(x => x.LeakyRelu(0.1), [-1, 0, 1], [0.1, 0.1, 1]);
        RequireSlopes(x => x.LeakyRelu(-0.5), [-1, 0, 1], [-0.5, -0.5, 1]);
        RequireSlopes(x => x.Prelu(Tensor.From<double>([0.2])), [-1, 0, 1], [0.2, 0.2, 1]);
        RequireSlopes(w => Tensor.From<double>([-3, 0, 2]).Prelu(w), [0.5, 0.5, 0.5], [-3, 0, 0]);
    }

    [Fact]
    public void Exponential_units_take_the_slope_from_below_at_their_kink()
    {
        RequireSlopes(x => x.Elu(0.5), [0, 1], [0.5, 1]);
        RequireSlopes(x => x.Celu(0.5), [0, 1], [1, 1]);
        RequireSlopes(x => x.Selu(), [0, 1], [1.0507009873554805 * 1.6732632423543772, 1.0507009873554805]);
        RequireCurvatures(x => x.Elu(), [0, 1], [1, 0]);
    }

    [Fact]
    public void Bounded_rectifiers_are_flat_at_both_kinks()
    {
        RequireSlopes(x => x.Relu6(), [-1, 0, 3, 6, 7], [0, 0, 1, 0, 0]);
        RequireSlopes(x => x.HardSigmoid(), [-4, -3, 0, 3, 4], [0, 0, 1 / 6.0, 0, 0]);
    }

    [Fact]
    public void Smooth_units_have_finite_slopes_and_curvatures_however_far_out()
    {
        const double far = 10_000;
        RequireSlopes(x => x.Gelu() + x.GeluTanh() + x.Silu() + x.Mish() + x.Softplus(), [-far, far], [0, 5]);
        RequireCurvatures(x => x.Gelu() + x.GeluTanh() + x.Silu() + x.Mish() + x.Softplus() + x.Elu(), [-far, far], [0, 0]);
        RequireSlopes(x => x.Softsign(), [-far, 0, far], [1 / (1 + far) / (1 + far), 1, 1 / (1 + far) / (1 + far)]);
    }

    [Fact]
    public void Steps_are_flat()
    {
        RequireSlopes(x => x.Sign() + x, [-2, 0, 2], [1, 1, 1]);
        RequireSlopes(x => x.Floor() + x.Ceil() + x.Round() + x, [-0.5, 0, 1.5], [1, 1, 1]);
    }

    [Fact]
    public void Two_equals_share_the_gradient_in_halves()
    {
        RequireSlopes(x => x.Maximum(1), [0, 1, 2], [0, 0.5, 1]);
        RequireSlopes(x => x.Minimum(1), [0, 1, 2], [1, 0.5, 0]);
    }

    [Fact]
    public void Equal_extremes_share_the_gradient_evenly()
    {
        RequireSlopes(x => x.Max(), [3, 1, 3, 3], [1 / 3.0, 0, 1 / 3.0, 1 / 3.0]);
        RequireSlopes(x => x.Min(), [3, 1, 1, 3], [0, 0.5, 0.5, 0]);
    }

    [Fact]
    public void The_power_rule_holds_at_zero()
    {
        RequireSlopes(x => x.Pow(0) + x, [0], [1]);
        RequireSlopes(x => x.Pow(1), [0], [1]);
        RequireSlopes(x => x.Pow(2), [0], [0]);
        RequireSlopes(x => x.Pow(3), [0], [0]);
        RequireSlopes(x => x.Pow(0.5), [0], [double.PositiveInfinity]);
    }

    [Fact]
    public void The_power_rule_holds_at_zero_for_an_exponent_that_is_a_tensor()
    {
        var exponents = Tensor.From<double>([0, 1, 2, 3]);
        RequireSlopes(x => x.Pow(exponents), [0, 0, 0, 0], [0, 1, 0, 0]);
        RequireCurvatures(x => x.Pow(exponents), [0, 0, 0, 0], [0, 0, 2, 0]);
    }

    [Fact]
    public void A_power_of_zero_does_not_change_with_its_exponent()
    {
        var bases = Tensor.From<double>([0, 0, 1, 2]);
        RequireSlopes(y => bases.Pow(y), [0, 2, 5, 1], [0, 0, 0, 2 * Math.Log(2)]);
        RequireSlopes(y => Tensor.Scalar(-2, DType.Float64).Pow(y), [2], [double.NaN]);
    }

    [Fact]
    public void The_angle_at_the_origin_has_no_slope() =>
        RequireSlopes(y => y.Atan2(Tensor.From<double>([0, 1])), [0, 0], [0, 1]);

    [Fact]
    public void A_square_root_rises_infinitely_at_zero() => RequireSlopes(x => x.Sqrt(), [0, 4], [double.PositiveInfinity, 0.25]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1.5)]
    [InlineData(0.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_norm_has_no_slope_at_the_zero_vector(double p) => RequireSlopes(x => x.Norm(p) + x.Sum(), [0, 0, 0], [1, 1, 1]);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1.5)]
    public void A_norm_has_a_finite_curvature_where_one_element_is_zero(double p)
    {
        var x = Variable([3, 0, 4]);
        var slope = Gradient.Of(x.Norm(p), [x], createGraph: true)[0];
        Assert.True(Gradient.Of(slope.Square().Sum(), x)[0].IsFinite().All().Item() == 1);
    }

    [Fact]
    public void A_deviation_has_no_slope_where_nothing_varies() => RequireSlopes(x => x.Std() + x.Sum(), [2, 2, 2], [1, 1, 1]);

    [Fact]
    public void What_is_not_chosen_leaks_no_infinity()
    {
        RequireSlopes(x => Tensor.Where(x > 0, Tensor.Where(x > 0, x, 1).Log(), 0), [0, 2], [0, 0.5]);
        RequireSlopes(x => Tensor.Where(x > 0, x, x.Sqrt().Detach()), [0, 2], [0, 1]);
        RequireSlopes(x => x.MaskedFill(x.Equal(0), 5), [0, 2], [0, 1]);
    }

    private static Tensor Variable(double[] values)
    {
        var x = Tensor.From<double>(values);
        x.RequiresGrad = true;
        return x;
    }

    private static void RequireSlopes(Func<Tensor, Tensor> function, double[] at, double[] expected)
    {
        var x = Variable(at);
        RequireNear(expected, Gradient.Of(function(x).Sum(), x)[0]);
        // The fast derivative above and the differentiable one must agree.
        RequireNear(expected, Gradient.Of(function(x).Sum(), [x], createGraph: true)[0]);
    }

    private static void RequireCurvatures(Func<Tensor, Tensor> function, double[] at, double[] expected)
    {
        var x = Variable(at);
        var slope = Gradient.Of(function(x).Sum(), [x], createGraph: true)[0];
        RequireNear(expected, Gradient.Of(slope.Sum(), x)[0]);
    }

    private static void RequireNear(double[] expected, Tensor actual)
    {
        var values = actual.ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(expected[i])) Assert.Equal(expected[i], values[i], 1e-12);
            else Assert.Equal(expected[i], values[i]);
        }
    }
}
