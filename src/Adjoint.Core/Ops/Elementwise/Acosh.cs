using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AcoshOperation : UnaryOperation, IOperationSamples
{
    public static readonly AcoshOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 1.5, 4))];

    // ln(x + sqrt(x^2 - 1))
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => (inputs[0] + (inputs[0].Square() - 1).Sqrt()).Log();

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => x[0] < 1 ? "acosh of a number below 1" : null;

    protected internal override double Define(double x) => Math.Acosh(x);

    protected internal override double Slope(double x, double y) => 1 / Math.Sqrt((x - 1) * (x + 1));

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Acosh(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Acosh(x, y);

    // d acosh(x) = dx / sqrt(x^2 - 1); the product keeps the digits of x^2 - 1 near 1
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return gradient * ((x - 1) * (x + 1)).Rsqrt();
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The inverse hyperbolic cosine of each element, ln(x + sqrt(x^2 - 1)); NaN below 1; any shape, float32 or float64 (PyTorch:
        /// <c>torch.acosh</c>).
        /// </summary>
        public Tensor Acosh() => AcoshOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The inverse hyperbolic cosine.</summary>
        public Scalar Acosh() => AcoshOperation.Instance.Apply(x);
    }
}
