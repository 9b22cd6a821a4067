using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class ReciprocalOperation : UnaryOperation, IOperationSamples
{
    public static readonly ReciprocalOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.5, 3))];

    protected internal override Saved Saves => Saved.Output;

    // 1 / x
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => 1 / inputs[0];

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"1/{Infix.Operand(inputs[0])}";

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => x[0] == 0 ? "division by 0" : null;

    protected internal override double Define(double x) => 1 / x;

    protected internal override double Slope(double x, double y) => -(y * y);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Reciprocal(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Reciprocal(x, y);

    // d 1/x = -1/x^2 dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => -(gradient * saved.Output.Square());
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>1/x, element by element; infinite at 0; any shape, float32 or float64 (PyTorch: <c>torch.reciprocal</c>).</summary>
        public Tensor Reciprocal() => ReciprocalOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>1/x.</summary>
        public Scalar Reciprocal() => ReciprocalOperation.Instance.Apply(x);
    }
}
