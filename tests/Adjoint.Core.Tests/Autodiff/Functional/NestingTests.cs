namespace Adjoint.Core.Tests.Autodiff.Functional;

/// <summary>
/// One derivative inside another must not take the other's perturbation for its own (Siskind and Pearlmutter 2005; Manzyuk et al. 2019).
/// </summary>
public sealed class NestingTests
{
    public static TheoryData<DifferentiationMethod, DifferentiationMethod> Pairs
    {
        get
        {
            var pairs = new TheoryData<DifferentiationMethod, DifferentiationMethod>();
            foreach (var outer in Modes.All)
            {
                foreach (var inner in Modes.All) pairs.Add(outer, inner);
            }
            return pairs;
        }
    }

    private static Tensor Number(double value) => Tensor.Scalar(value, DType.Float64);

    private static double Derivative(Func<Tensor, Tensor> f, double x, DifferentiationMethod method) => Inner(f, Number(x), method).Item();

    private static Tensor Inner(Func<Tensor, Tensor> f, Tensor x, DifferentiationMethod method) => Differentiate.Derivative(f, 1, method)(x);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_inner_derivative_at_a_constant_leaves_the_outer_variable_constant(DifferentiationMethod outer, DifferentiationMethod inner)
    {
        // x d/dy (x + y) at y = 1 is x
        Assert.Equal(1, Derivative(x => x * Inner(y => x + y, Number(1), inner), 1, outer));
        // x d/dy (x y) at y = 2 is x^2
        Assert.Equal(6, Derivative(x => x * Inner(y => x * y, Number(2), inner), 3, outer));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_inner_derivative_at_the_outer_variable_itself_tells_the_two_apart(DifferentiationMethod outer, DifferentiationMethod inner)
    {
        Assert.Equal(1, Derivative(x => x * Inner(y => x + y, x, inner), 5, outer));
        // x d/dy (x y^2) at y = x is 2 x^3
        Assert.Equal(6 * 9, Derivative(x => x * Inner(y => x * y * y, x, inner), 3, outer));
        // d/dy (y^3) at y = x^2 is 3 x^4
        Assert.Equal(12 * 8, Derivative(x => Inner(y => y * y * y, x * x, inner), 2, outer));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_shift_operator_can_be_applied_to_itself(DifferentiationMethod outer, DifferentiationMethod inner)
    {
        // f -> (x -> d/du f(x + u) at u = 0), twice: the second derivative
        Func<Tensor, Tensor> Shift(Func<Tensor, Tensor> f, DifferentiationMethod method) => x => Inner(u => f(x + u), Number(0), method);
        Assert.Equal(Math.E, Shift(Shift(t => t.Exp(), inner), outer)(Number(1)).Item(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Three_derivatives_nest(DifferentiationMethod outer, DifferentiationMethod inner)
    {
        // d/dx d/dy d/dz (x^2 y^2 z^2) at x = 2, y = x, z = x y
        var nested = Derivative(
            x => Inner(y => Inner(z => (x * y * z).Square(), x * y, inner), x, outer) * x, 2, inner);
        // d/dz: 2 x^2 y^2 z at z = x y: 2 x^3 y^3; d/dy: 6 x^3 y^2 at y = x: 6 x^5; times x: 6 x^6; d/dx: 36 x^5
        Assert.Equal(36 * 32, nested, 1e-9);
    }

    [Fact]
    public void A_variable_outside_gets_its_gradient_through_an_inner_derivative()
    {
        var x = Number(3);
        x.RequiresGrad = true;
        // d/dy (x y^2) at y = x is 2 x^2
        var (value, gradient) = Differentiate.ValueAndGradient(y => x * y * y)(x);
        Assert.Equal(18, gradient.Item());
        (value + gradient).Backward();
        // x^3 + 2 x^2
        Assert.Equal(27 + 12, x.Grad!.Item());
    }

    [Fact]
    public void A_pull_back_is_differentiated_by_what_is_pulled_back()
    {
        var (_, pullBack) = Differentiate.Vjp(x => x.Sin(), Number(0.5));
        Assert.Equal(Math.Cos(0.5), Differentiate.Derivative(pullBack)(Number(7)).Item(), 1e-12);
        var (_, pushForward) = Differentiate.Linearize(x => x.Sin(), Number(0.5));
        Assert.Equal(Math.Cos(0.5), Differentiate.Gradient(pushForward)(Number(7)).Item(), 1e-12);
    }

    [Fact]
    public void Derivatives_on_several_threads_are_kept_apart()
    {
        // d/dx of (d/dy (x y)) at many points at once
        var results = new double[64];
        Parallel.For(0, results.Length, i => results[i] =
            Derivative(x => x * Inner(y => x * y, x, DifferentiationMethod.Reverse), i, DifferentiationMethod.Forward));
        Assert.Equal(Enumerable.Range(0, 64).Select(i => 2.0 * i), results);
    }
}
