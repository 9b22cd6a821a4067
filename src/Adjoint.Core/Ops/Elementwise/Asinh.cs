using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AsinhOperation : UnaryOperation, IOperationSamples
{
    public static readonly AsinhOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    // ln(x + sqrt(x^2 + 1))
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => (inputs[0] + (inputs[0].Square() + 1).Sqrt()).Log();

    protected internal override double Define(double x) => Math.Asinh(x);

    protected internal override double Slope(double x, double y) => 1 / Math.Sqrt(x * x + 1);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Asinh(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Asinh(x, y);

    // d asinh(x) = dx / sqrt(x^2 + 1)
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (saved.Input(0).Square() + 1).Rsqrt();
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The inverse hyperbolic sine of each element, ln(x + sqrt(x^2 + 1)); any shape, float32 or float64 (PyTorch: <c>torch.asinh</c>).
        /// </summary>
        public Tensor Asinh() => AsinhOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The inverse hyperbolic sine.</summary>
        public Scalar Asinh() => AsinhOperation.Instance.Apply(x);
    }
}
