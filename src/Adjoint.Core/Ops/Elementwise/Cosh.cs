using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class CoshOperation : UnaryOperation, IOperationSamples
{
    public static readonly CoshOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    // (e^x + e^-x) / 2
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => (inputs[0].Exp() + (-inputs[0]).Exp()) / 2;

    protected internal override double Define(double x) => Math.Cosh(x);

    protected internal override double Slope(double x, double y) => Math.Sinh(x);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Cosh(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Cosh(x, y);

    // d cosh(x) = sinh(x) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * saved.Input(0).Sinh();
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The hyperbolic cosine of each element, (e^x + e^-x)/2; any shape, float32 or float64 (PyTorch: <c>torch.cosh</c>).
        /// </summary>
        public Tensor Cosh() => CoshOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The hyperbolic cosine.</summary>
        public Scalar Cosh() => CoshOperation.Instance.Apply(x);
    }
}
