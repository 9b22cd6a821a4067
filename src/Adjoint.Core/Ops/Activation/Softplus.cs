using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SoftplusOperation(double beta, double threshold)
    : ActivationOperation<SoftplusOperation.Formula>(beta, threshold), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new SoftplusOperation(1, 20), SampleInput.Real([2, 3], -4, 4)),
        new(new SoftplusOperation(2.5, 3), SampleInput.Real([2, 3], -3, 3).AwayFrom(1.2)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("beta", A), new("threshold", B)];

    // ln(1 + e^(beta x))/beta with beta = A, and x where it is taken as linear: there the exponential is not used, nor large
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var (x, z) = (inputs[0], inputs[0] * A);
        return Tensor.Where(z > B, x, (z.Clamp(max: B).Exp() + 1).Log() / A);
    }

    // s(A x) with the sigmoid s and beta = A, and 1 where the function is taken as x
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var z = saved.Input(0) * A;
        return Tensor.Where(z > B, gradient, gradient * z.Sigmoid());
    }

    /// <summary>ln(1 + e^z) without overflow.</summary>
    internal static double Of(double z) => Math.Max(z, 0) + Log1pOperation.Instance.Define(Math.Exp(-Math.Abs(z)));

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => x * a > b ? x : Of(x * a) / a;

        public static double DefineSlope(double x, double a, double b) => x * a > b ? 1 : SigmoidOperation.Instance.Define(x * a);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var z = x * a;
            var e = Exponential.ExpUpTo88<T, TVector>(default(TVector) - TVector.Abs(z));
            // ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|)
            var y = (TVector.Select(z < default(TVector), default, z) + Logarithm.Log1pOfUnit<T, TVector>(e)) / a;
            return TVector.Select(z > b, x, y);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var (z, one) = (x * a, TVector.Broadcast(1.0));
            var e = Exponential.ExpUpTo88<T, TVector>(default(TVector) - TVector.Abs(z));
            var s = TVector.Select(z < default(TVector), e, one) / (e + one);
            return TVector.Select(z > b, one, s);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// ln(1 + e^(beta x))/beta, the rectifier made smooth, from 0 up; where beta x is above the threshold it is taken as x; any shape,
        /// float32 or float64 (Dugas et al., 2001; PyTorch: <c>F.softplus</c>).
        /// </summary>
        /// <param name="beta">How sharp the bend at 0 is; above 0.</param>
        /// <param name="threshold">Where the function becomes linear. The default changes nothing beyond the tenth digit.</param>
        /// <exception cref="ArgumentOutOfRangeException">Beta is not a finite number above 0, or the threshold is NaN.</exception>
        public Tensor Softplus(double beta = 1, double threshold = 20) =>
            new SoftplusOperation(Check.Positive(beta, "softplus"), Check.Number(threshold, "softplus")).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>ln(1 + e^(beta x))/beta, and x where beta x is above the threshold.</summary>
        public Scalar Softplus(double beta = 1, double threshold = 20) =>
            new SoftplusOperation(Check.Positive(beta, "softplus"), Check.Number(threshold, "softplus")).Apply(x);
    }
}
