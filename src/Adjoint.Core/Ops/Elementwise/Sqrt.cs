using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class SqrtOperation : UnaryOperation, IOperationSamples
{
    public static readonly SqrtOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.5, 3))];

    protected internal override Saved Saves => Saved.Output;

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => x[0] < 0 ? "the square root of a negative number" : null;

    protected internal override double Define(double x) => Math.Sqrt(x);

    protected internal override double Slope(double x, double y) => 1 / (y * 2);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sqrt(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sqrt(x, y);

    // d sqrt(x) = dx / (2 sqrt(x))
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / (saved.Output * 2);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The square root of each element; NaN below 0, and of infinite slope at 0; any shape, float32 or float64 (PyTorch:
        /// <c>torch.sqrt</c>).
        /// </summary>
        public Tensor Sqrt() => SqrtOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The square root; of infinite slope at 0.</summary>
        public Scalar Sqrt() => SqrtOperation.Instance.Apply(x);
    }
}
