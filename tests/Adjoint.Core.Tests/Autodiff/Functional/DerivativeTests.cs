using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Autodiff.Functional;

public sealed class DerivativeTests
{
    public static TheoryData<DifferentiationMethod> Methods => [.. Modes.All];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Derivatives_of_any_order_are_taken_at_many_points_at_once(DifferentiationMethod method)
    {
        var x = Tensor.Linspace(-1, 2, 7, DType.Float64);
        // (x^5)' = 5 x^4, ...
        double factor = 1;
        for (var order = 1; order <= 6; order++)
        {
            factor *= 6 - order;
            var expected = order > 5 ? Tensor.Zeros([7], DType.Float64) : x.Pow(5.0 - order) * factor;
            Expect.Close(expected, Differentiate.Derivative(t => t * t * t * t * t, order, method)(x), 1e-9, $"order {order}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_tenth_derivative_of_a_wave_is_its_negative(DifferentiationMethod method)
    {
        var x = Tensor.Scalar(0.7, DType.Float64);
        Assert.Equal(-Math.Sin(0.7), Differentiate.Derivative(t => t.Sin(), 10, method)(x).Item(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_directional_derivative_is_the_Jacobian_times_the_direction(DifferentiationMethod method)
    {
        var (x, v) = (Tensor.From<double>([1, 2, 3]), Tensor.From<double>([0.5, -1, 2]));
        static Tensor F(Tensor t) => t[..2] * t.Sum().Exp();
        Expect.Close(Differentiate.Jacobian(F)(x).Matmul(v), Differentiate.Directional(F, v, method)(x), 1e-12, "J v");
    }

    [Fact]
    public void Bad_arguments_are_told_apart()
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Contains("element by element",
            Assert.Throws<ShapeException>(() => Differentiate.Derivative(t => t.Sum())(x)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Differentiate.Derivative(t => t, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Differentiate.Directional(t => t, x, (DifferentiationMethod)99)(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => Differentiate.Jacobian(t => t, (DifferentiationMethod)99)(x));
    }
}
