using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AsinOperation : UnaryOperation, IOperationSamples
{
    public static readonly AsinOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -0.8, 0.8))];

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Between(Name, x[0], -1, 1);

    protected internal override double Define(double x) => Math.Asin(x);

    protected internal override double Slope(double x, double y) => 1 / Math.Sqrt((1 - x) * (x + 1));

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Asin(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Asin(x, y);

    // d asin(x) = dx / sqrt(1 - x^2); the product keeps the digits of 1 - x^2 near the ends
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return gradient * ((1 - x) * (x + 1)).Rsqrt();
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The arcsine of each element, in radians from -pi/2 to pi/2; NaN outside [-1, 1]; any shape, float32 or float64 (PyTorch:
        /// <c>torch.asin</c>).
        /// </summary>
        public Tensor Asin() => AsinOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The arcsine, in radians.</summary>
        public Scalar Asin() => AsinOperation.Instance.Apply(x);
    }
}
