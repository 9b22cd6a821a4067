using Adjoint.Backends.Simd;

namespace Adjoint;

/// <summary>
/// A unary operation whose value and slope are one struct of formulas, so that both directions are one vectorised pass each.
/// </summary>
internal abstract class ActivationOperation<TActivation>(double a = 0, double b = 0) : UnaryOperation
    where TActivation : struct, IActivation
{
    /// <summary>The formula's first number.</summary>
    protected double A { get; } = a;

    /// <summary>The formula's second number.</summary>
    protected double B { get; } = b;

    private readonly SlopeKernel<TActivation> _slope = new(a, b);

    protected internal sealed override double Define(double x) => TActivation.Define(x, A, B);

    protected internal sealed override double Slope(double x, double y) =>
        TActivation.DefineSlope(Saves == Saved.Output ? y : x, A, B);

    protected internal sealed override void Run(ReadOnlySpan<float> x, Span<float> y) =>
        ActivationLoop.Value<TActivation, float>(x, A, B, y);

    protected internal sealed override void Run(ReadOnlySpan<double> x, Span<double> y) =>
        ActivationLoop.Value<TActivation, double>(x, A, B, y);

    protected internal sealed override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var kept = Saves == Saved.Output ? saved.Output : saved.Input(0);
        var result = gradient.NewUninitialized(gradient.Shape);
        gradient.Backend.Zip(_slope, gradient, kept, result);
        inputGradients[0] = result;
        return true;
    }
}
