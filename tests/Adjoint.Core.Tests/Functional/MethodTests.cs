namespace Adjoint.Core.Tests.Functional;

/// <summary>All four methods behind one surface give the same derivatives.</summary>
public sealed class MethodTests
{
    private static readonly Tensor s_x = Tensor.From<double>([0.3, -1.2, 0.8, 2.0], [2, 2]);

    public static TheoryData<DifferentiationMethod> Methods => [.. Enum.GetValues<DifferentiationMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Gradients_agree(DifferentiationMethod method) =>
        Near([Math.Cos(0.3), Math.Cos(-1.2), Math.Cos(0.8), Math.Cos(2.0)], Differentiate.Gradient(x => x.Sin().Sum(), method)(s_x), s_x.Shape);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Jacobians_of_matrices_agree(DifferentiationMethod method)
    {
        static Tensor F(Tensor x) => x.Matmul(x).Tanh();
        var expected = Differentiate.Jacobian(F, DifferentiationMethod.Forward)(s_x);
        Near(expected.ToArray<double>(), Differentiate.Jacobian(F, method)(s_x), [2, 2, 2, 2]);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Gradients_by_several_arguments_of_different_shapes_agree(DifferentiationMethod method)
    {
        var bias = Tensor.From([0.5, -0.25]);
        var gradients = Differentiate.Gradient((Tensor[] v) => (v[0] * v[1]).Sum(), method)([s_x, bias]);
        Near([0.5, -0.25, 0.5, -0.25], gradients[0], [2, 2]);
        Near([0.3 + 0.8, -1.2 + 2.0], gradients[1], [2]);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Derivatives_to_the_third_order_agree(DifferentiationMethod method)
    {
        var points = Tensor.From([0.5, 1.5]);
        Func<double, double>[] expected = [Math.Cos, x => -Math.Sin(x), x => -Math.Cos(x)];
        for (var order = 1; order <= 3; order++)
        {
            var f = expected[order - 1];
            Near([f(0.5), f(1.5)], Differentiate.Derivative(x => x.Sin(), order, method)(points), [2], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Directional_derivatives_agree(DifferentiationMethod method)
    {
        var direction = Tensor.From<double>([1, 0, 0, -2], [2, 2]);
        Near([1 * 2 * 0.3, 0, 0, -2 * 2 * 2.0], Differentiate.Directional(x => x.Square(), direction, method)(s_x), [2, 2]);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Single_precision_comes_back_in_single_precision(DifferentiationMethod method)
    {
        var gradient = Differentiate.Gradient(x => x.Square().Sum(), method)(Tensor.From([1f, 2f]));
        Assert.Equal(new TensorType([2], DType.Float32), gradient.Type);
        Assert.Equal([2f, 4f], gradient.ToArray<float>().Select(value => MathF.Round(value, 4)));
    }

    [Theory]
    [InlineData(DifferentiationMethod.Reverse)]
    [InlineData(DifferentiationMethod.Forward)]
    [InlineData(DifferentiationMethod.Symbolic)]
    public void A_recorded_method_can_be_differentiated_by_any_other(DifferentiationMethod inner)
    {
        foreach (var outer in Enum.GetValues<DifferentiationMethod>())
        {
            var second = Differentiate.Gradient(x => Differentiate.Gradient(v => v.Exp() * v, inner)(x), outer);
            // (x e^x)'' = (x + 2) e^x
            Near([2.5 * Math.Exp(0.5)], second(Tensor.Scalar(0.5, DType.Float64)), []);
        }
    }

    [Fact]
    public void Differences_inside_another_derivative_are_refused_rather_than_taken_for_constants()
    {
        var second = Differentiate.Gradient(x => Differentiate.Gradient(v => v.Exp(), DifferentiationMethod.Numerical)(x));
        var problem = Assert.Throws<GradientException>(() => second(Tensor.Scalar(0.5, DType.Float64)));
        Assert.Contains("let the numerical derivative be the outermost one", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_and_symbols_do_not_cut_off_what_a_function_takes_from_elsewhere()
    {
        var a = Tensor.Scalar(3.0, DType.Float64);
        a.RequiresGrad = true;
        foreach (var method in new[] { DifferentiationMethod.Numerical, DifferentiationMethod.Symbolic })
        {
            var slope = Differentiate.Gradient(x => a * x.Square(), method);
            Assert.Throws<GradientException>(() => slope(Tensor.Scalar(0.5, DType.Float64)));
            using var noGrad = NoGrad.Begin();
            Near([3], slope(Tensor.Scalar(0.5, DType.Float64)), []);
        }
    }

    [Fact]
    public void A_symbolic_derivative_sees_the_new_value_of_what_the_function_takes_from_elsewhere()
    {
        var w = Tensor.Scalar(2.0, DType.Float64);
        w.RequiresGrad = true;
        var slope = Differentiate.Gradient(x => w * x.Square(), DifferentiationMethod.Symbolic);
        using (NoGrad.Begin()) Near([12], slope(Tensor.Scalar(3.0, DType.Float64)), []);
        w.CopyFrom(Tensor.Scalar(5.0, DType.Float64));
        using (NoGrad.Begin()) Near([30], slope(Tensor.Scalar(3.0, DType.Float64)), []);
        Assert.Throws<GradientException>(() => slope(Tensor.Scalar(3.0, DType.Float64)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_direction_of_another_shape_is_refused(DifferentiationMethod method) =>
        Assert.Throws<ShapeException>(() => Differentiate.Directional(x => x.Square(), Tensor.From([1.0]), method)(s_x));

    [Fact]
    public void Nested_symbols_are_told_apart()
    {
        // d/dx (x d/dy (x + y) at y = x) = 1
        var nested = Differentiate.Gradient(
            x => x * Differentiate.Gradient(y => x + y, DifferentiationMethod.Symbolic)(x), DifferentiationMethod.Symbolic);
        Near([1], nested(Tensor.Scalar(4.0, DType.Float64)), []);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_gradient_of_more_than_one_number_is_refused(DifferentiationMethod method) =>
        Assert.Throws<ShapeException>(() => Differentiate.Gradient(x => x.Sin(), method)(s_x));

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_derivative_element_by_element_is_refused_for_a_function_that_sums(DifferentiationMethod method) =>
        Assert.Throws<ShapeException>(() => Differentiate.Derivative(x => x.Sum(), 1, method)(s_x));

    [Fact]
    public void A_symbolic_derivative_serves_arguments_of_another_shape_too()
    {
        var gradient = Differentiate.Gradient(x => x.Square().Sum(), DifferentiationMethod.Symbolic);
        Near([2, 4], gradient(Tensor.From([1.0, 2.0])), [2]);
        Near([2, 4, 6], gradient(Tensor.From([1.0, 2.0, 3.0])), [3]);
    }

    private static void Near(double[] expected, Tensor actual, Shape shape, double tolerance = 1e-9)
    {
        Assert.Equal(shape, actual.Shape);
        Assert.All(expected.Zip(actual.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
