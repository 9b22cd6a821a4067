using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class CeilOperation : UnaryOperation, IOperationSamples
{
    public static readonly CeilOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -3, 3).AwayFrom(-2, -1, 0, 1, 2))];

    protected internal override Saved Saves => Saved.None;

    protected internal override double Define(double x) => Math.Ceiling(x);

    protected internal override double Slope(double x, double y) => 0;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Ceiling(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Ceiling(x, y);

    // A step function: its derivative is 0 wherever it has one.
    protected override Tensor? Gradient(Tensor gradient, SavedValues saved) => null;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The least whole number not below each element; any shape, float32 or float64. The derivative is 0 (PyTorch: <c>torch.ceil</c>).
        /// </summary>
        public Tensor Ceil() => CeilOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The least whole number not below x; of slope 0.</summary>
        public Scalar Ceil() => CeilOperation.Instance.Apply(x);
    }
}
