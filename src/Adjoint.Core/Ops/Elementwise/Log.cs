using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class LogOperation : UnaryOperation, IOperationSamples
{
    public static readonly LogOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.5, 3))];

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"ln({inputs[0]})";

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Logarithm("ln", x[0]);

    protected internal override double Define(double x) => Math.Log(x);

    protected internal override double Slope(double x, double y) => 1 / x;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Log(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log(x, y);

    // d ln(x) = dx / x
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / saved.Input(0);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The natural logarithm of each element; minus infinity at 0, NaN below; any shape, float32 or float64 (PyTorch:
        /// <c>torch.log</c>).
        /// </summary>
        public Tensor Log() => LogOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The natural logarithm.</summary>
        public Scalar Log() => LogOperation.Instance.Apply(x);
    }
}
