using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class ErfOperation : UnaryOperation, IOperationSamples
{
    public static readonly ErfOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override double Define(double x) => Math.Abs(x) < 2 ? Series(x) : Math.CopySign(1 - Fraction(Math.Abs(x)), x);

    protected internal override double Slope(double x, double y) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d erf(x) = 2/sqrt(pi) e^(-x^2) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) =>
        gradient * ((-saved.Input(0).Square()).Exp() * (2 / Math.Sqrt(Math.PI)));

    /// <summary>
    /// Up to |x| = 1 a polynomial, x + x p(x^2); beyond 1 - e^-g(x) with a polynomial g for -ln(1 - erf(x)), whose errors count the less
    /// the nearer the result is to 1. The coefficients are Chebyshev fits with errors in the result of 1e-9 for float and 4e-18 for double.
    /// </summary>
    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var one = TVector.Broadcast(1.0);
            // From here on the result is 1 to the last digit.
            var far = TVector.Broadcast(typeof(T) == typeof(float) ? 4.0 : 6.0);
            var t = TVector.Abs(x);
            t = TVector.Select(t > far, far, t);
            // e^-g - 1 = -erf
            var half = Exponential.HalfExpm1<T, TVector>(default(TVector) - Far<T, TVector>(t - one));
            var outer = default(TVector) - (half + half);
            var inner = TVector.MultiplyAdd(Near<T, TVector>(t * t), t, t);
            return TVector.CopySign(TVector.Select(t > one, outer, inner), x);
        }

        // erf(x)/x - 1 as a polynomial in s = x^2, for s up to 1.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Near<T, TVector>(TVector s) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            TVector p;
            if (typeof(T) == typeof(float))
            {
                p = TVector.Broadcast(7.87587851e-05);
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-0.000801686547));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.00518908771));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-0.0268542115));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.112835944));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-0.37612626));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.128379166));
            }
            else
            {
                p = TVector.Broadcast(5.957178944193564e-11);
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-1.1372850605727008e-09));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(1.4659775755352313e-08));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-1.6350312777686584e-07));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(1.6461000491928201e-06));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-1.4925595267362558e-05));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.00012055331111667208));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-0.0008548326980834549));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.00522397762481803));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-0.026866170645076796));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.11283791670954879));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-0.3761263890318375));
                p = TVector.MultiplyAdd(p, s, TVector.Broadcast(0.1283791670955126));
            }
            return p;
        }

        // -ln(1 - erf(1 + u)), for u up to 3 (float) or 5 (double).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Far<T, TVector>(TVector u) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            TVector p;
            if (typeof(T) == typeof(float))
            {
                p = TVector.Broadcast(-1.6371514e-06);
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(3.29608301e-05));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.000320239575));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.00205430086));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.0100778081));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.041575741));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.84310472));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(2.63896775));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(1.84960556));
            }
            else
            {
                p = TVector.Broadcast(3.65456075832826e-20);
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-2.9005826306102913e-18));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(1.091677129876823e-16));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-2.595547967493094e-15));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(4.381019372861166e-14));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-5.592022877881563e-13));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(5.612448433822752e-12));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-4.543988836086103e-11));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(3.017433270501361e-10));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-1.6582769805304266e-09));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(7.542149321965088e-09));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-2.7957989044776095e-08));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(8.011218537639236e-08));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-1.442548161824552e-07));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-8.282078836579721e-08));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(2.000305114299684e-06));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-9.563871278242313e-06));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(2.713333400888849e-05));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-2.626690329390498e-05));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.00023732587121188083));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.0019779033024228607));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.010033825480497537));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.0415610980512385));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.8431072563582273));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(2.638967514234797));
                p = TVector.MultiplyAdd(p, u, TVector.Broadcast(1.8496055099332482));
            }
            return p;
        }
    }

    // 2/sqrt(pi) e^(-x^2) (x + 2/3 x^3 + 4/15 x^5 + ...), all terms of one sign (Abramowitz and Stegun 7.1.6).
    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // 1 - erf(x) = e^(-x^2)/sqrt(pi) / (x + 1/2/(x + 2/2/(x + 3/2/(x + ...)))), for x >= 2 (Abramowitz and Stegun 7.1.14).
    private static double Fraction(double x)
    {
        if (double.IsInfinity(x)) return 0;
        var rest = x;
        for (var k = 100; k > 0; k--) rest = x + k / 2.0 / rest;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / rest;
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The error function of each element, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x; any shape, float32 or float64
        /// (PyTorch: <c>torch.erf</c>).
        /// </summary>
        public Tensor Erf() => ErfOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The error function.</summary>
        public Scalar Erf() => ErfOperation.Instance.Apply(x);
    }
}
