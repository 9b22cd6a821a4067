using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AtanOperation : UnaryOperation, IOperationSamples
{
    public static readonly AtanOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override double Define(double x) => Math.Atan(x);

    protected internal override double Slope(double x, double y) => 1 / (x * x + 1);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Atan(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Atan(x, y);

    // d atan(x) = dx / (1 + x^2)
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / (saved.Input(0).Square() + 1);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The arctangent of each element, in radians from -pi/2 to pi/2; any shape, float32 or float64 (PyTorch: <c>torch.atan</c>).
        /// </summary>
        public Tensor Atan() => AtanOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The arctangent, in radians.</summary>
        public Scalar Atan() => AtanOperation.Instance.Apply(x);
    }
}
