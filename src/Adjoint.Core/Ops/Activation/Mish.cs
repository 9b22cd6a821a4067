using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class MishOperation : ActivationOperation<MishOperation.Formula>, IOperationSamples
{
    public static readonly MishOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -4, 4))];

    // x tanh(ln(1 + e^x))
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0] * inputs[0].Softplus().Tanh();

    // With w = tanh(softplus(x)): w + x (1 - w^2) s(x); constant to the last digit beyond the bounds
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0).Clamp(-1000, 40);
        var w = x.Softplus().Tanh();
        return gradient * (w + x * ((1 - w.Square()) * x.Sigmoid()));
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => Math.Max(x, -1000) * Math.Tanh(SoftplusOperation.Of(x));

        public static double DefineSlope(double x, double a, double b)
        {
            var (t, w) = (Math.Clamp(x, -1000, 40), Math.Tanh(SoftplusOperation.Of(x)));
            return w + t * (1 - w * w) * SigmoidOperation.Instance.Define(x);
        }

        // With e = e^x, bounded where w is 1 to the last digit, and n = e (e + 2): tanh(ln(1 + e)) = n/(n + 2).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var (e, two) = (Exponential.ExpUpTo88<T, TVector>(Bounded<T, TVector>(x)), TVector.Broadcast(2.0));
            var n = e * (e + two);
            var least = TVector.Broadcast(-1000.0);
            return TVector.Select(x < least, least, x) * (n / (n + two));
        }

        // n/(n + 2) + x 4 e (e + 1)/(n + 2)^2
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var t = Bounded<T, TVector>(x);
            var (e, two) = (Exponential.ExpUpTo88<T, TVector>(t), TVector.Broadcast(2.0));
            var n = e * (e + two);
            var r = TVector.Broadcast(1.0) / (n + two);
            return r * (n + t * TVector.Broadcast(4.0) * ((e * e + e) * r));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Bounded<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var (least, most) = (TVector.Broadcast(-1000.0), TVector.Broadcast(typeof(T) == typeof(float) ? 20.0 : 40.0));
            return TVector.Select(x > most, most, TVector.Select(x < least, least, x));
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x tanh(ln(1 + e^x)), from -0.31 up; any shape, float32 or float64 (Misra, 2019; PyTorch: <c>F.mish</c>).
        /// </summary>
        public Tensor Mish() => MishOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x tanh(ln(1 + e^x)).</summary>
        public Scalar Mish() => MishOperation.Instance.Apply(x);
    }
}
