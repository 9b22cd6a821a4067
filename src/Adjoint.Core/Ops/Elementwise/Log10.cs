using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class Log10Operation : UnaryOperation, IOperationSamples
{
    public static readonly Log10Operation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.5, 3))];

    // ln(x) / ln(10)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0].Log() / Math.Log(10);

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Logarithm(Name, x[0]);

    protected internal override double Define(double x) => Math.Log10(x);

    protected internal override double Slope(double x, double y) => 1 / (x * Math.Log(10));

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Log10(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log10(x, y);

    // d log10(x) = dx / (x ln(10))
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / (saved.Input(0) * Math.Log(10));
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The logarithm to base 10 of each element; minus infinity at 0, NaN below; any shape, float32 or float64 (PyTorch:
        /// <c>torch.log10</c>).
        /// </summary>
        public Tensor Log10() => Log10Operation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The logarithm to base 10.</summary>
        public Scalar Log10() => Log10Operation.Instance.Apply(x);
    }
}
