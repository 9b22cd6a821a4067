using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class SinOperation : UnaryOperation, IOperationSamples
{
    public static readonly SinOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -7, 7))];

    protected internal override double Define(double x) => Math.Sin(x);

    protected internal override double Slope(double x, double y) => Math.Cos(x);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sin(x, y);

    // Number by number: the framework's vector form gives other last digits once it has been compiled anew for being called often.
    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]);
    }

    // d sin x = cos x dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * saved.Input(0).Cos();
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The sine of each element, in radians; any shape, float32 or float64 (PyTorch: <c>torch.sin</c>).</summary>
        public Tensor Sin() => SinOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The sine, in radians.</summary>
        public Scalar Sin() => SinOperation.Instance.Apply(x);
    }
}
