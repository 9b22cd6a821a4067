using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class GeluOperation : ActivationOperation<GeluOperation.Formula>, IOperationSamples
{
    public static readonly GeluOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -4, 4))];

    // x (1 + erf(x/sqrt(2)))/2
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
        inputs[0] * (((inputs[0] * Math.Sqrt(0.5)).Erf() + 1) * 0.5);

    // P(x) + x p(x), with the normal distribution's P and density p; constant to the last digit beyond the bounds
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0).Clamp(-40, 40);
        var density = (x.Square() * -0.5).Exp() * (1 / Math.Sqrt(2 * Math.PI));
        return gradient * (((x * Math.Sqrt(0.5)).Erf() + 1) * 0.5 + x * density);
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => Math.Max(x, 0) - Math.Min(Math.Abs(x), 40) * Tail(Math.Abs(x));

        public static double DefineSlope(double x, double a, double b)
        {
            var t = Math.Min(Math.Abs(x), 40);
            var below = Tail(t) - t * Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
            return x < 0 ? below : 1 - below;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var t = Bounded<T, TVector>(TVector.Abs(x));
            var (tail, _) = NormalDistribution.Of<T, TVector>(t);
            // x P(x), with P(x) = 1 - P(-x): both tails keep their digits.
            return TVector.Select(x > default(TVector), x, default) - t * tail;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var t = Bounded<T, TVector>(TVector.Abs(x));
            var (tail, density) = NormalDistribution.Of<T, TVector>(t);
            var below = tail - t * density;
            return TVector.Select(x < default(TVector), below, TVector.Broadcast(1.0) - below);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Bounded<T, TVector>(TVector t) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var far = TVector.Broadcast(40.0);
            return TVector.Select(t > far, far, t);
        }

        // The probability of more than t, as 1 - P(t) near 0 and by a continued fraction beyond (Abramowitz and Stegun 26.2.14).
        private static double Tail(double t)
        {
            if (double.IsInfinity(t)) return 0;
            if (t < 2) return 0.5 - ErfOperation.Instance.Define(t * Math.Sqrt(0.5)) / 2;
            var rest = t;
            for (var k = 100; k > 0; k--) rest = t + k / rest;
            return Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI) / rest;
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x P(x) with the standard normal distribution P, the Gaussian error linear unit, from -0.17 up; any shape, float32 or float64
        /// (Hendrycks and Gimpel, 2016; PyTorch: <c>F.gelu</c>). Unlike 1 + erf, it keeps its digits for x far below 0.
        /// </summary>
        public Tensor Gelu() => GeluOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x P(x) with the standard normal distribution P.</summary>
        public Scalar Gelu() => GeluOperation.Instance.Apply(x);
    }
}
