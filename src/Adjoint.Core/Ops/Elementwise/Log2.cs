using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class Log2Operation : UnaryOperation, IOperationSamples
{
    public static readonly Log2Operation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.5, 3))];

    // ln(x) / ln(2)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0].Log() / Math.Log(2);

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Logarithm(Name, x[0]);

    protected internal override double Define(double x) => Math.Log2(x);

    protected internal override double Slope(double x, double y) => 1 / (x * Math.Log(2));

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Log2(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log2(x, y);

    // d log2(x) = dx / (x ln(2))
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / (saved.Input(0) * Math.Log(2));
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The logarithm to base 2 of each element; minus infinity at 0, NaN below; any shape, float32 or float64 (PyTorch:
        /// <c>torch.log2</c>).
        /// </summary>
        public Tensor Log2() => Log2Operation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The logarithm to base 2.</summary>
        public Scalar Log2() => Log2Operation.Instance.Apply(x);
    }
}
