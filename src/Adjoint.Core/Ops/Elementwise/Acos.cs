using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AcosOperation : UnaryOperation, IOperationSamples
{
    public static readonly AcosOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -0.8, 0.8))];

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Between(Name, x[0], -1, 1);

    protected internal override double Define(double x) => Math.Acos(x);

    protected internal override double Slope(double x, double y) => -1 / Math.Sqrt((1 - x) * (x + 1));

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Acos(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Acos(x, y);

    // d acos(x) = -dx / sqrt(1 - x^2); the product keeps the digits of 1 - x^2 near the ends
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return -(gradient * ((1 - x) * (x + 1)).Rsqrt());
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The arccosine of each element, in radians from 0 to pi; NaN outside [-1, 1]; any shape, float32 or float64 (PyTorch:
        /// <c>torch.acos</c>).
        /// </summary>
        public Tensor Acos() => AcosOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The arccosine, in radians.</summary>
        public Scalar Acos() => AcosOperation.Instance.Apply(x);
    }
}
