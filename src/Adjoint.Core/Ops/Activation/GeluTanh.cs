using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class GeluTanhOperation : ActivationOperation<GeluTanhOperation.Formula>, IOperationSamples
{
    // 2 sqrt(2/pi), and the factor of the cubic term that the paper fits.
    private const double Rate = 1.5957691216057307117597842397375;
    private const double Cubic = 0.044715;

    public static readonly GeluTanhOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -4, 4))];

    // x s(2 sqrt(2/pi) (x + 0.044715 x^3)), since (1 + tanh v)/2 is s(2 v)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var x = inputs[0];
        return x * ((x + x.Pow(3) * Cubic) * Rate).Sigmoid();
    }

    // With v = 2 sqrt(2/pi) (x + 0.044715 x^3) and y = x s(v): s + x s (1 - s) v'; constant to the last digit beyond the bounds
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0).Clamp(-40, 40);
        var square = x.Square();
        var s = (x * (square * (Rate * Cubic) + Rate)).Sigmoid();
        return gradient * (s + x * (s * (1 - s) * (square * (3 * Rate * Cubic) + Rate)));
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) =>
            Math.Max(x, -40) * SigmoidOperation.Instance.Define(Argument(Math.Clamp(x, -40, 40)));

        public static double DefineSlope(double x, double a, double b)
        {
            var t = Math.Clamp(x, -40, 40);
            var s = SigmoidOperation.Instance.Define(Argument(t));
            return s + t * s * (1 - s) * (Rate + 3 * Rate * Cubic * t * t);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var far = TVector.Broadcast(40.0);
            var t = TVector.Abs(x);
            t = TVector.Select(t > far, far, t);
            var e = Decay<T, TVector>(t, t * t);
            var isBelow = x < default(TVector);
            // x s(v) with s(v) = 1/(1 + e) above and e/(1 + e) below.
            return TVector.Select(isBelow, default(TVector) - t * e, x) / (e + TVector.Broadcast(1.0));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var far = TVector.Broadcast(40.0);
            var one = TVector.Broadcast(1.0);
            var t = TVector.Abs(x);
            t = TVector.Select(t > far, far, t);
            var square = t * t;
            var e = Decay<T, TVector>(t, square);
            var r = one / (e + one);
            var rate = TVector.MultiplyAdd(square, TVector.Broadcast(3 * Rate * Cubic), TVector.Broadcast(Rate));
            // 1 - s(-|v|) - s(1 - s) |x| v' above; by symmetry one minus that below.
            var below = e * r * (one - t * rate * r);
            return TVector.Select(x < default(TVector), below, one - below);
        }

        // e^-|v|
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Decay<T, TVector>(TVector t, TVector square) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var rate = TVector.MultiplyAdd(square, TVector.Broadcast(-Rate * Cubic), TVector.Broadcast(-Rate));
            return Exponential.ExpUpTo88<T, TVector>(t * rate);
        }

        private static double Argument(double x) => Rate * (x + Cubic * x * x * x);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), the approximation of <see cref="Gelu(Tensor)"/> by a hyperbolic tangent; any
        /// shape, float32 or float64 (Hendrycks and Gimpel, 2016; PyTorch: <c>F.gelu(approximate="tanh")</c>).
        /// </summary>
        public Tensor GeluTanh() => GeluTanhOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).</summary>
        public Scalar GeluTanh() => GeluTanhOperation.Instance.Apply(x);
    }
}
