using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class RsqrtOperation : UnaryOperation, IOperationSamples
{
    public static readonly RsqrtOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.5, 3))];

    protected internal override Saved Saves => Saved.Output;

    // 1 / sqrt(x)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => 1 / inputs[0].Sqrt();

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => x[0] < 0 ? "the square root of a negative number" : x[0] == 0 ? "division by 0" : null;

    protected internal override double Define(double x) => 1 / Math.Sqrt(x);

    protected internal override double Slope(double x, double y) => y * (y * y) * -0.5;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.ReciprocalSqrt(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.ReciprocalSqrt(x, y);

    // d x^(-1/2) = -1/2 x^(-3/2) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (saved.Output * saved.Output.Square()) * -0.5;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// One over the square root of each element; NaN below 0, infinite at 0; any shape, float32 or float64 (PyTorch:
        /// <c>torch.rsqrt</c>).
        /// </summary>
        public Tensor Rsqrt() => RsqrtOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>One over the square root.</summary>
        public Scalar Rsqrt() => RsqrtOperation.Instance.Apply(x);
    }
}
