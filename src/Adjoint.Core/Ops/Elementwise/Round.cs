using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class RoundOperation : UnaryOperation, IOperationSamples
{
    public static readonly RoundOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -3, 3).AwayFrom(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5))];

    protected internal override Saved Saves => Saved.None;

    protected internal override double Define(double x) => Math.Round(x);

    protected internal override double Slope(double x, double y) => 0;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Round(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Round(x, y);

    // A step function: its derivative is 0 wherever it has one.
    protected override Tensor? Gradient(Tensor gradient, SavedValues saved) => null;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The whole number nearest to each element, the even one of two equally near; any shape, float32 or float64. The derivative is 0
        /// (PyTorch: <c>torch.round</c>).
        /// </summary>
        public Tensor Round() => RoundOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The nearest whole number, the even one of two equally near; of slope 0.</summary>
        public Scalar Round() => RoundOperation.Instance.Apply(x);
    }
}
