using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class Log1pOperation : UnaryOperation, IOperationSamples
{
    public static readonly Log1pOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -0.5, 3))];

    // ln(1 + x)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => (inputs[0] + 1).Log();

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => x[0] <= -1 ? "the logarithm of 1 plus a number that is not above -1" : null;

    protected internal override double Define(double x) => Math.Log(1 + x) + Lost(x);

    protected internal override double Slope(double x, double y) => 1 / (x + 1);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d ln(1 + x) = dx / (1 + x)
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / (saved.Input(0) + 1);

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // With u = 1 + x as rounded: ln(1 + x) = ln(u) + (what was lost in u)/u. Beyond the bound nothing is lost that counts.
            var one = TVector.Broadcast(1.0);
            var u = x + one;
            var lost = (x - (u - one)) / u;
            var counts = (x < TVector.Broadcast(1e17)) & (u > default(TVector));
            return TVector.Log(u) + (counts & lost);
        }
    }

    // What 1 + x loses by rounding, in terms of the logarithm.
    private static double Lost(double x) => x is > -1 and < 1e17 ? (x - (1 + x - 1)) / (1 + x) : 0;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The natural logarithm of 1 + x, element by element, without loss of digits near 0; minus infinity at -1, NaN below; any shape,
        /// float32 or float64 (PyTorch: <c>torch.log1p</c>).
        /// </summary>
        public Tensor Log1p() => Log1pOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The natural logarithm of 1 + x, without loss of digits near 0.</summary>
        public Scalar Log1p() => Log1pOperation.Instance.Apply(x);
    }
}
