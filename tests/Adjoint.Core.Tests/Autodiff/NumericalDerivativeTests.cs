using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Autodiff;

public sealed class NumericalDerivativeTests
{
    private static readonly DifferenceMethod[] s_methods = Enum.GetValues<DifferenceMethod>();

    // Name, f, x, and f', f'', f''' at x.
    public static TheoryData<string, Func<double, double>, double, double[]> SmoothFunctions => new()
    {
        { "sin at 0.7", Math.Sin, 0.7, [Math.Cos(0.7), -Math.Sin(0.7), -Math.Cos(0.7)] },
        { "sin at 100", Math.Sin, 100, [Math.Cos(100), -Math.Sin(100), -Math.Cos(100)] },
        { "exp at 1", Math.Exp, 1, [Math.E, Math.E, Math.E] },
        { "ln at 0.01", Math.Log, 0.01, [1e2, -1e4, 2e6] },
        { "ln at 3000", Math.Log, 3000, [1 / 3e3, -1 / 9e6, 2 / 27e9] },
        { "cube at -2", x => x * x * x, -2, [12, -12, 6] },
        { "reciprocal at 0.5", x => 1 / x, 0.5, [-4, 16, -96] },
        { "fast wave at 0.3", x => Math.Sin(30 * x), 0.3, [30 * Math.Cos(9), -900 * Math.Sin(9), -27000 * Math.Cos(9)] },
        { "constant", _ => 2, 5, [0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(SmoothFunctions))]
    public void The_error_estimate_covers_the_error(string name, Func<double, double> f, double x, double[] derivatives)
    {
        foreach (var method in s_methods)
        {
            for (var order = 1; order <= derivatives.Length; order++)
            {
                var result = NumericalDerivative.Of(f, x, order, method);
                var error = Math.Abs(result.Value - derivatives[order - 1]);
                Assert.True(error <= 3 * result.ErrorEstimate,
                    $"{name}, {method}, order {order}: {result} against {derivatives[order - 1]}, off by {error:g2}");
            }
        }
    }

    [Theory]
    [InlineData(DifferenceMethod.Forward, 1, 1e-7)]
    [InlineData(DifferenceMethod.Forward, 2, 1e-4)]
    [InlineData(DifferenceMethod.Forward, 3, 1e-2)]
    [InlineData(DifferenceMethod.Central, 1, 1e-9)]
    [InlineData(DifferenceMethod.Central, 2, 1e-6)]
    [InlineData(DifferenceMethod.Central, 3, 1e-4)]
    [InlineData(DifferenceMethod.Richardson, 1, 1e-12)]
    [InlineData(DifferenceMethod.Richardson, 2, 1e-10)]
    [InlineData(DifferenceMethod.Richardson, 3, 1e-8)]
    public void Each_method_reaches_its_digits_and_says_so(DifferenceMethod method, int order, double accuracy)
    {
        double[] derivatives = [Math.Cos(0.7), -Math.Sin(0.7), -Math.Cos(0.7)];
        var result = NumericalDerivative.Of(Math.Sin, 0.7, order, method);
        Assert.Equal(derivatives[order - 1], result.Value, accuracy);
        Assert.InRange(result.ErrorEstimate, 0, accuracy);
    }

    [Fact]
    public void A_polynomial_is_differentiated_to_the_estimate_wherever_it_is() =>
        Prop.ForAll(Gen.Choose(-400, 400).Four().ToArbitrary(), draw =>
        {
            var (a, b, c, x) = (draw.Item1 / 100.0, draw.Item2 / 100.0, draw.Item3 / 100.0, draw.Item4 / 10.0);
            return s_methods.All(method =>
            {
                var result = NumericalDerivative.Of(t => ((a * t + b) * t + c) * t, x, method: method);
                // The three products and sums of the function round too.
                return Math.Abs(result.Value - ((3 * a * x + 2 * b) * x + c)) <= 4 * result.ErrorEstimate;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_differences_divisor_is_what_the_rounded_arguments_differ_by()
    {
        // Near 1e6 the default step is no multiple of the distance of two doubles; the slope of x itself comes out right to the last digits.
        Assert.Equal(1, NumericalDerivative.Of(x => x, 1e6 / 3, method: DifferenceMethod.Forward).Value);
        Assert.Equal(1, NumericalDerivative.Of(x => x, 1e6 / 3, step: 1e-9).Value);
    }

    [Fact]
    public void A_forward_difference_looks_to_one_side()
    {
        Assert.Equal(1, NumericalDerivative.Of(Math.Abs, 0, method: DifferenceMethod.Forward).Value);
        Assert.Equal(0, NumericalDerivative.Of(Math.Abs, 0, method: DifferenceMethod.Central).Value);
    }

    [Fact]
    public void The_slopes_on_both_sides_tell_a_kink()
    {
        var slopes = NumericalDerivative.SlopesBeside(Math.Abs, 0);
        Assert.Equal((-1, 1), (slopes.Below, slopes.Above));
        Assert.True(slopes.Admits(0.5, 0));
        Assert.False(slopes.Admits(1.1, 0.05));
        var smooth = NumericalDerivative.SlopesBeside(Math.Sin, 0.7);
        Assert.Equal(smooth.Below, smooth.Above, 1e-5);
        Assert.False(smooth.Admits(Math.Cos(0.7) + 1e-4, 1e-5));
    }

    [Fact]
    public void A_jump_is_shown_by_its_error_estimate()
    {
        var result = NumericalDerivative.Of(x => Math.Sign(x), 0, method: DifferenceMethod.Richardson);
        Assert.True(result.ErrorEstimate > 0.1 * Math.Abs(result.Value), $"{result}");
    }

    [Fact]
    public void Steps_that_leave_the_domain_are_passed_over_by_extrapolation_alone()
    {
        var x = 1e-6;
        var central = NumericalDerivative.Of(Math.Sqrt, x);
        Assert.Equal((double.NaN, double.PositiveInfinity), (central.Value, central.ErrorEstimate));
        var extrapolated = NumericalDerivative.Of(Math.Sqrt, x, method: DifferenceMethod.Richardson);
        Assert.Equal(500, extrapolated.Value, 1e-6);
    }

    [Theory]
    [InlineData(DifferenceMethod.Central)]
    [InlineData(DifferenceMethod.Richardson)]
    public void Where_a_function_has_no_value_it_has_no_derivative(DifferenceMethod method)
    {
        var result = NumericalDerivative.Of(Math.Log, -1, method: method);
        Assert.Equal((double.NaN, double.PositiveInfinity), (result.Value, result.ErrorEstimate));
        Assert.Equal(double.NaN, NumericalDerivative.Of(x => x, double.PositiveInfinity, method: method).Value);
    }

    [Fact]
    public void A_forward_gradient_costs_no_more_than_one_step_and_its_double_an_input()
    {
        var calls = 0;
        NumericalDerivative.Gradient(x => { calls++; return x.Sum(); }, new double[10], DifferenceMethod.Forward);
        Assert.Equal(1 + 2 * 10, calls);
    }

    [Fact]
    public void Gradient_Jacobian_and_Hessian_of_arrays()
    {
        // f = (a^2 b, b c), g = a^2 b + b c at (2, 3, 5)
        double[] at = [2, 3, 5];
        foreach (var method in s_methods)
        {
            var tolerance = method == DifferenceMethod.Forward ? 1e-3 : 1e-6;
            Near([12, 9, 3], NumericalDerivative.Gradient(G, at, method).Value, tolerance);
            var jacobian = NumericalDerivative.Jacobian(x => [x[0] * x[0] * x[1], x[1] * x[2]], at, method);
            Near([12, 4, 0, 0, 5, 3], jacobian.Value.Cast<double>(), tolerance);
            var hessian = NumericalDerivative.Hessian(G, at, method);
            Near([6, 4, 0, 4, 0, 1, 0, 1, 0], hessian.Value.Cast<double>(), tolerance);
            Assert.All(hessian.ErrorEstimate.Cast<double>(), error => Assert.InRange(error, 0, tolerance));
        }

        static double G(double[] x) => x[0] * x[0] * x[1] + x[1] * x[2];
    }

    [Fact]
    public void Tensors_have_the_gradients_that_the_rules_give()
    {
        var (w, x) = (Variable([0.3, -1.2, 2.0, 0.9, -0.4, 1.1], [2, 3]), Variable([0.5, -0.7, 1.5], [3]));
        var analytic = Gradient.Of(F([w, x]), w, x);
        var numeric = NumericalDerivative.Gradient(F, [w, x], DifferenceMethod.Richardson);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(analytic[i].Type, numeric[i].Value.Type);
            Near(analytic[i].ToArray<double>(), numeric[i].Value.ToArray<double>(), 1e-11);
        }

        static Tensor F(Tensor[] inputs) => inputs[0].Matmul(inputs[1]).Sin().Sum();
    }

    [Fact]
    public void A_Jacobian_of_tensors_has_the_sizes_of_the_result_then_of_the_input()
    {
        var x = Tensor.From<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        // y_j = sum_i x_ij^2
        var jacobian = NumericalDerivative.Jacobian(t => t.Square().Sum(0), x).Value;
        Assert.Equal([3, 2, 3], jacobian.Shape);
        Assert.Equal(2 * 6, jacobian[2, 1, 2].Item(), 1e-8);
        Assert.Equal(0, jacobian[2, 1, 1].Item(), 1e-8);
        var hessian = NumericalDerivative.Hessian(t => (t.Square() * t).Sum(), x).Value;
        Assert.Equal([2, 3, 2, 3], hessian.Shape);
        Assert.Equal(6 * 6, hessian[1, 2, 1, 2].Item(), 1e-4);
    }

    [Fact]
    public void Single_precision_is_promoted_on_the_way_in_and_refused_on_the_way_out()
    {
        var x = Tensor.From<float>([0.5f, 1.5f]);
        Near([1, 3], NumericalDerivative.Gradient(t => t.Square().Sum(), x).Value.ToArray<double>(), 1e-8);
        Assert.Equal(DType.Float32, x.DType);
        var error = Assert.Throws<DTypeException>(() => NumericalDerivative.Gradient(t => t.To(DType.Float32).Sum(), x));
        Assert.Contains("float32[]", error.Message);
    }

    [Fact]
    public void What_cannot_be_differentiated_is_refused_with_a_reason()
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Contains("int64[2]", Assert.Throws<DTypeException>(
            () => NumericalDerivative.Gradient(t => t[0], [Tensor.From<long>([1, 2])])).Message);
        Assert.Contains("float64[2]", Assert.Throws<ShapeException>(() => NumericalDerivative.Gradient(t => t, x)).Message);
        Assert.Contains("beside", Assert.Throws<ShapeException>(
            () => NumericalDerivative.Jacobian(t => t[0].Item() > 1 ? t : t[..1], x)).Message);
        Assert.Throws<ArgumentException>(() => NumericalDerivative.Jacobian(a => a[0] > 1 ? a : [1], [1.0, 2.0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-20)]
    public void A_step_that_is_none_is_refused(double step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NumericalDerivative.Of(x => x, 3, step: step));

    [Fact]
    public void An_order_or_method_that_is_not_offered_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NumericalDerivative.Of(x => x, 3, order: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumericalDerivative.Of(x => x, 3, order: 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumericalDerivative.Of(x => x, 3, method: (DifferenceMethod)7));
    }

    private static Tensor Variable(double[] values, Shape shape)
    {
        var x = Tensor.From<double>(values, shape);
        x.RequiresGrad = true;
        return x;
    }

    private static void Near(double[] expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
