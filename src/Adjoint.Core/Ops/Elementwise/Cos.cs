using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class CosOperation : UnaryOperation, IOperationSamples
{
    public static readonly CosOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -7, 7))];

    protected internal override double Define(double x) => Math.Cos(x);

    protected internal override double Slope(double x, double y) => -Math.Sin(x);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Cos(x, y);

    // Number by number: the framework's vector form gives other last digits once it has been compiled anew for being called often.
    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = Math.Cos(x[i]);
    }

    // d cos x = -sin x dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => -(gradient * saved.Input(0).Sin());
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The cosine of each element, in radians; any shape, float32 or float64 (PyTorch: <c>torch.cos</c>).</summary>
        public Tensor Cos() => CosOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The cosine, in radians.</summary>
        public Scalar Cos() => CosOperation.Instance.Apply(x);
    }
}
