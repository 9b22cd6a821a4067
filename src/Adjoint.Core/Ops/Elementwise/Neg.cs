using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class NegOperation : UnaryOperation, IOperationSamples
{
    public static readonly NegOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.None;

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"-{Infix.Operand(inputs[0])}";

    protected internal override double Define(double x) => -x;

    protected internal override double Slope(double x, double y) => -1;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Negate(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Negate(x, y);

    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => -gradient;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>-x, element by element; any shape, float32 or float64 (PyTorch: <c>torch.neg</c>).</summary>
        public Tensor Neg() => NegOperation.Instance.Apply(x);
    }

    extension(Tensor)
    {
        /// <summary>-x, element by element.</summary>
        public static Tensor operator -(Tensor x) => NegOperation.Instance.Apply(x);
    }

    extension(Scalar)
    {
        /// <summary>-x.</summary>
        public static Scalar operator -(Scalar x) => NegOperation.Instance.Apply(x);
    }
}
