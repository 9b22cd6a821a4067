using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AtanhOperation : UnaryOperation, IOperationSamples
{
    public static readonly AtanhOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -0.8, 0.8))];

    // ln((1 + x) / (1 - x)) / 2
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => ((inputs[0] + 1) / (1 - inputs[0])).Log() / 2;

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Math.Abs(x[0]) >= 1 ? "atanh of a number not between -1 and 1" : null;

    protected internal override double Define(double x) => Math.Atanh(x);

    protected internal override double Slope(double x, double y) => 1 / ((1 - x) * (x + 1));

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Atanh(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Atanh(x, y);

    // d atanh(x) = dx / (1 - x^2); the product keeps the digits of 1 - x^2 near the ends
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return gradient / ((1 - x) * (x + 1));
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The inverse hyperbolic tangent of each element, ln((1 + x)/(1 - x))/2; infinite at -1 and 1, NaN outside; any shape, float32 or
        /// float64 (PyTorch: <c>torch.atanh</c>).
        /// </summary>
        public Tensor Atanh() => AtanhOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The inverse hyperbolic tangent.</summary>
        public Scalar Atanh() => AtanhOperation.Instance.Apply(x);
    }
}
