using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class ExpOperation : UnaryOperation, IOperationSamples
{
    public static readonly ExpOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.Output;

    protected internal override double Define(double x) => Math.Exp(x);

    protected internal override double Slope(double x, double y) => y;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d e^x = e^x dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * saved.Output;

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            Exponential.Exp<T, TVector>(x);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>e to the power of each element; any shape, float32 or float64 (PyTorch: <c>torch.exp</c>).</summary>
        public Tensor Exp() => ExpOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>e to the power of x.</summary>
        public Scalar Exp() => ExpOperation.Instance.Apply(x);
    }
}
