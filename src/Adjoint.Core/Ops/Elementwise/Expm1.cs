using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class Expm1Operation : UnaryOperation, IOperationSamples
{
    public static readonly Expm1Operation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.Output;

    // e^x - 1
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0].Exp() - 1;

    protected internal override double Define(double x) => Math.Abs(x) > 0.5 ? Math.Exp(x) - 1 : Near0(x);

    protected internal override double Slope(double x, double y) => y + 1;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d (e^x - 1) = e^x dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (saved.Output + 1);

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var half = Exponential.HalfExpm1<T, TVector>(x);
            return half + half;
        }
    }

    // The series x + x^2/2! + x^3/3! + ..., from its smallest term on.
    private static double Near0(double x)
    {
        var sum = 1.0;
        for (var k = 18; k > 1; k--) sum = 1 + sum * x / k;
        return sum * x;
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// e to the power of each element, minus 1, without loss of digits near 0; any shape, float32 or float64 (PyTorch:
        /// <c>torch.expm1</c>).
        /// </summary>
        public Tensor Expm1() => Expm1Operation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>e to the power of x, minus 1, without loss of digits near 0.</summary>
        public Scalar Expm1() => Expm1Operation.Instance.Apply(x);
    }
}
