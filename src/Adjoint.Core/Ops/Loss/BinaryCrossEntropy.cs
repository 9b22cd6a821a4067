using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class BinaryCrossEntropyOperation : BinaryOperation<BinaryCrossEntropyOperation.Formula>, IOperationSamples
{
    // As in PyTorch, a logarithm is at least -100 and the divisor of the derivative at least 1e-12, which it holds in single precision, so
    // that p = 0 and p = 1 stay finite.
    private const double LeastLogarithm = -100;
    private const double LeastDivisor = 1e-12f;

    public static readonly BinaryCrossEntropyOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], 0.1, 0.9), SampleInput.Real([2, 3], 0, 1))];

    // By p: (p - t)/(p (1 - p)). By t: ln(1 - p) - ln p.
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved)
    {
        var p = saved.Input(0);
        return input == 0
            ? gradient * (p - saved.Input(1)) / (p * (1 - p)).Clamp(min: LeastDivisor)
            : gradient * ((-p).Log1p().Clamp(min: LeastLogarithm) - p.Log().Clamp(min: LeastLogarithm));
    }

    internal readonly struct Formula : IBinaryFormula, IZipFunction
    {
        public static double Define(double p, double t) => (t - 1) * Bounded(Log1pOperation.Instance.Define(-p)) - t * Bounded(Math.Log(p));

        public static double Slope(int input, double x, double y, double z) => input == 0
            ? (x - y) / Math.Max(x * (1 - x), LeastDivisor)
            : Bounded(Log1pOperation.Instance.Define(-x)) - Bounded(Math.Log(x));

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            SimdLoop.Zip<Formula, T>(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            SimdLoop.Zip<Formula, T>(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            SimdLoop.Zip<Formula, T>(x, y, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector p, TVector t) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // ln(1 - p) with what 1 - p lost by rounding, as Log1p does.
            var one = TVector.Broadcast(1.0);
            var u = one - p;
            var lost = (one - u - p) / u;
            var rest = TVector.Log(u) + TVector.Select(u > default(TVector), lost, default);
            return (t - one) * Bounded<T, TVector>(rest) - t * Bounded<T, TVector>(TVector.Log(p));
        }

        private static double Bounded(double logarithm) => Math.Max(logarithm, LeastLogarithm);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Bounded<T, TVector>(TVector logarithm) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var least = TVector.Broadcast(LeastLogarithm);
            return TVector.Select(logarithm < least, least, logarithm);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor probabilities)
    {
        /// <summary>
        /// The binary cross-entropy -t ln p - (1 - t) ln(1 - p) of each element, from probabilities. Logarithms below -100 count as -100,
        /// and the derivative (p - t)/(p (1 - p)) divides by 1e-12 at least, so p = 0 and p = 1 stay finite (TUM lecture 5; PyTorch:
        /// <c>F.binary_cross_entropy(reduction="none")</c>). <see cref="BinaryCrossEntropyWithLogits"/> is more precise.
        /// </summary>
        /// <param name="target">Probabilities between 0 and 1, in the same element type; shapes broadcast.</param>
        public Tensor BinaryCrossEntropy(Tensor target) => BinaryCrossEntropyOperation.Instance.Apply(probabilities, target);
    }

    extension(Scalar probability)
    {
        /// <summary>-t ln p - (1 - t) ln(1 - p), with logarithms of at least -100.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public Scalar BinaryCrossEntropy(Scalar target) => BinaryCrossEntropyOperation.Instance.Apply(probability, target);
    }
}
