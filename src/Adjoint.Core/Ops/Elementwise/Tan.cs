using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class TanOperation : UnaryOperation, IOperationSamples
{
    public static readonly TanOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -1.2, 1.2))];

    protected internal override Saved Saves => Saved.Output;

    // sin(x) / cos(x)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0].Sin() / inputs[0].Cos();

    protected internal override double Define(double x) => Math.Tan(x);

    protected internal override double Slope(double x, double y) => y * y + 1;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tan(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Tan(x, y);

    // d tan(x) = (1 + tan(x)^2) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (saved.Output.Square() + 1);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The tangent of each element, in radians; any shape, float32 or float64 (PyTorch: <c>torch.tan</c>).</summary>
        public Tensor Tan() => TanOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The tangent, in radians.</summary>
        public Scalar Tan() => TanOperation.Instance.Apply(x);
    }
}
