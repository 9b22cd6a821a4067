using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AbsOperation : UnaryOperation, IOperationSamples
{
    public static readonly AbsOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]).AwayFrom(0))];

    protected internal override double Define(double x) => Math.Abs(x);

    protected internal override double Slope(double x, double y) => double.IsNaN(x) ? x : Math.Sign(x);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Abs(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Abs(x, y);

    // d |x| = sign(x) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * saved.Input(0).Sign();
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The absolute value of each element; any shape, float32 or float64. The derivative at the kink, 0, is taken as 0 (PyTorch:
        /// <c>torch.abs</c>).
        /// </summary>
        public Tensor Abs() => AbsOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The absolute value; of slope 0 at the kink, 0.</summary>
        public Scalar Abs() => AbsOperation.Instance.Apply(x);
    }
}
