using Adjoint.Backends;

namespace Adjoint;

/// <summary>z = f(x, y), element by element, with both inputs stretched to a common shape by NumPy's broadcasting rule.</summary>
public abstract class BinaryOperation : Operation
{
    /// <summary>True if f is defined for int64 as well.</summary>
    protected virtual bool AllowsIntegers => false;

    /// <summary>The partial derivative by one input, where z = f(x, y). Tests hold it equal to the gradient.</summary>
    internal abstract double Slope(int input, double x, double y, double z);

    /// <summary>
    /// The gradient by one input, still in the common shape; the incoming gradient has the common shape or one that stretches to it.
    /// </summary>
    protected abstract Tensor? Gradient(int input, Tensor gradient, SavedValues saved);

    internal abstract IZipKernel Kernel { get; }

    /// <inheritdoc/>
    protected internal sealed override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        var (x, y) = (inputs[0], inputs[1]);
        Check.SameDType(this, x, y);
        if (AllowsIntegers) Check.FloatOrInt64(this, x);
        else Check.Float(this, x);
        return new TensorType(Shape.Broadcast(x.Shape, y.Shape, Name), x.DType);
    }

    /// <inheritdoc/>
    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.Zip(Kernel, inputs[0], inputs[1], result);
        return result;
    }

    /// <inheritdoc/>
    protected internal sealed override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) =>
        Gradient(input, gradient, saved)?.SumTo(saved.InputShape(input));

    /// <inheritdoc/>
    // Element by element the derivative by each input is one factor, which multiplies a tangent as it does a gradient.
    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var canFuse = NoGrad.IsActive && (tangents[0] ?? tangents[1])!.Backend.HasFusedDerivatives;
        if (canFuse && saved.IsNumber) return NumberJvp(tangents[0], tangents[1], saved);
        var left = tangents[0] is { } x ? Gradient(0, x, saved) : null;
        var right = tangents[1] is { } y ? Gradient(1, y, saved) : null;
        return (left is null ? right : right is null ? left : left + right)?.StretchTo(saved.OutputType.Shape);
    }

    private Tensor NumberJvp(Tensor? dx, Tensor? dy, SavedValues saved)
    {
        var (x, y, z) = (saved.InputNumber(0), saved.InputNumber(1), saved.OutputNumber);
        var left = dx is null ? 0 : Slope(0, x, y, z) * dx.Item();
        var right = dy is null ? 0 : Slope(1, x, y, z) * dy.Item();
        return saved.NewNumber(left + right, (dx ?? dy)!);
    }
}

/// <summary>A binary operation whose formula is a struct, so that each formula gets kernels of its own.</summary>
internal abstract class BinaryOperation<TFormula> : BinaryOperation where TFormula : struct, IBinaryFormula
{
    /// <summary>The formula alone, for fused derivatives and updates in place.</summary>
    public static IZipKernel FusedKernel => FormulaKernel.Instance;

    internal sealed override IZipKernel Kernel => FormulaKernel.Instance;

    /// <summary>Runs the operation on two single numbers and records it on their tape.</summary>
    public Scalar Apply(Scalar x, Scalar y)
    {
        var z = TFormula.Define(x.Value, y.Value);
        if (ScalarTape.Of(this, x, y) is not { } tape) return z;
        // In place of the slope by a constant, which nobody asks for, its value is kept.
        var xSlope = x.IsConstant ? x.Value : TFormula.Slope(0, x.Value, y.Value, z);
        var ySlope = y.IsConstant ? y.Value : TFormula.Slope(1, x.Value, y.Value, z);
        return tape.Record(this, x, y, xSlope, ySlope, z);
    }

    internal sealed override double Slope(int input, double x, double y, double z) => TFormula.Slope(input, x, y, z);

    private sealed class FormulaKernel : IZipKernel
    {
        public static readonly FormulaKernel Instance = new();

        public double Define(double x, double y) => TFormula.Define(x, y);

        public long Define(long x, long y) => TFormula.Define(x, y);

        public void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => TFormula.Run(x, y, z);

        public void Run(ReadOnlySpan<float> x, float y, Span<float> z) => TFormula.Run(x, y, z);

        public void Run(float x, ReadOnlySpan<float> y, Span<float> z) => TFormula.Run(x, y, z);

        public void Run(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => TFormula.Run(x, y, z);

        public void Run(ReadOnlySpan<double> x, double y, Span<double> z) => TFormula.Run(x, y, z);

        public void Run(double x, ReadOnlySpan<double> y, Span<double> z) => TFormula.Run(x, y, z);
    }
}
