using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SiluOperation : ActivationOperation<SiluOperation.Formula>, IOperationSamples
{
    public static readonly SiluOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -4, 4))];

    // x s(x)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0] * inputs[0].Sigmoid();

    // s + x s (1 - s) with the sigmoid s; constant to the last digit beyond the bounds
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0).Clamp(-1000, 1000);
        var s = x.Sigmoid();
        return gradient * (s + x * (s * (1 - s)));
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => Math.Max(x, -1000) * SigmoidOperation.Instance.Define(x);

        public static double DefineSlope(double x, double a, double b)
        {
            var (t, s) = (Math.Clamp(x, -1000, 1000), SigmoidOperation.Instance.Define(x));
            return s + t * s * (1 - s);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var t = Bounded<T, TVector>(TVector.Abs(x));
            var e = Exponential.ExpUpTo88<T, TVector>(default(TVector) - t);
            // x s(x) with s(x) = 1/(1 + e) above and e/(1 + e) below.
            return TVector.Select(x < default(TVector), default(TVector) - t * e, x) / (e + TVector.Broadcast(1.0));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var one = TVector.Broadcast(1.0);
            var t = Bounded<T, TVector>(TVector.Abs(x));
            var e = Exponential.ExpUpTo88<T, TVector>(default(TVector) - t);
            var r = one / (e + one);
            // s(-|x|) - |x| s (1 - s) below, and by symmetry one minus that above.
            var below = e * r * (one - t * r);
            return TVector.Select(x < default(TVector), below, one - below);
        }

        // Farther out e^-t is 0, and times an infinity it must stay 0.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Bounded<T, TVector>(TVector t) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var far = TVector.Broadcast(1000.0);
            return TVector.Select(t > far, far, t);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x/(1 + e^-x), the sigmoid linear unit or swish, from -0.28 up; any shape, float32 or float64 (Elfwing et al., 2017;
        /// Ramachandran et al., 2017; PyTorch: <c>F.silu</c>).
        /// </summary>
        public Tensor Silu() => SiluOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x/(1 + e^-x).</summary>
        public Scalar Silu() => SiluOperation.Instance.Apply(x);
    }
}
