using Adjoint.Backends;

namespace Adjoint;

/// <summary>
/// y = f(x), element by element. A subclass gives f twice (by definition and as a fast kernel over spans) and its derivative.
/// </summary>
public abstract class UnaryOperation : Operation, IMapKernel
{
    /// <summary>The definition of f, the oracle the fast kernel is held against.</summary>
    protected internal abstract double Define(double x);

    /// <summary>
    /// The derivative f'(x) of the definition, where y = f(x); at kinks and ends it is what the gradient has. Tests hold the two equal.
    /// </summary>
    protected internal abstract double Slope(double x, double y);

    /// <summary>y[i] = f(x[i]) in single precision.</summary>
    protected internal abstract void Run(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>y[i] = f(x[i]) in double precision.</summary>
    protected internal abstract void Run(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>The gradient by x, from the gradient by y.</summary>
    protected abstract Tensor? Gradient(Tensor gradient, SavedValues saved);

    /// <inheritdoc/>
    protected internal override Saved Saves => Saved.Input0;

    /// <summary>Runs the operation on one tensor.</summary>
    public Tensor Apply(Tensor x) => base.Apply(x);

    /// <summary>Runs the operation on a single number and records it on that number's tape.</summary>
    /// <exception cref="GradientException">The tape was cleared since x was recorded.</exception>
    public Scalar Apply(Scalar x)
    {
        var y = Define(x.Value);
        return x.Tape is { } tape ? tape.Record(this, x, Slope(x.Value, y), y) : y;
    }

    /// <inheritdoc/>
    protected internal sealed override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        return inputs[0].Type;
    }

    /// <inheritdoc/>
    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.Map(this, x, result);
        return result;
    }

    /// <inheritdoc/>
    protected internal sealed override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => Gradient(gradient, saved);

    /// <inheritdoc/>
    // The Jacobian is diagonal, so it is its own transpose.
    protected internal sealed override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var tangent = tangents[0]!;
        var canFuse = NoGrad.IsActive && tangent.Backend.HasFusedDerivatives;
        if (canFuse && saved.IsNumber) return saved.NewNumber(Slope(saved.InputNumber(0), saved.OutputNumber) * tangent.Item(), tangent);
        Tensor? fused = null;
        return canFuse && TryVjpFused(tangent, saved, new Span<Tensor?>(ref fused)) ? fused : Gradient(tangent, saved);
    }

    double IMapKernel.Define(double x) => Define(x);

    void IMapKernel.Run(ReadOnlySpan<float> x, Span<float> y) => Run(x, y);

    void IMapKernel.Run(ReadOnlySpan<double> x, Span<double> y) => Run(x, y);
}
