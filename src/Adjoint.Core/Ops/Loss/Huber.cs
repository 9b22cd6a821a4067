using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class HuberOperation(double delta) : ActivationOperation<HuberOperation.Formula>(delta), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new HuberOperation(1), SampleInput.Real([2, 3]).AwayFrom(-1, 1)),
        new(new HuberOperation(0.3), SampleInput.Real([2, 3]).AwayFrom(-0.3, 0.3)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("delta", A)];

    // x, moved to the nearest number from -delta to delta, with delta = A
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * saved.Input(0).Clamp(-A, A);

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => Math.Abs(x) < a ? 0.5 * x * x : a * (Math.Abs(x) - 0.5 * a);

        public static double DefineSlope(double x, double a, double b) => Math.Clamp(x, -a, a);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // With c = min(|x|, delta): c (|x| - c/2) is both pieces.
            var t = TVector.Abs(x);
            var c = TVector.Select(t > a, a, t);
            return c * (t - c * TVector.Broadcast(0.5));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var t = TVector.Abs(x);
            return TVector.CopySign(TVector.Select(t > a, a, t), x);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x^2/2 for |x| up to delta and delta (|x| - delta/2) beyond, of each element: a square whose slope is bounded by delta; any
        /// shape, float32 or float64 (Huber, 1964; PyTorch: <c>F.huber_loss</c> of the difference).
        /// </summary>
        /// <param name="delta">Where the square becomes a straight line; above 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">Delta is not a finite number above 0.</exception>
        public Tensor Huber(double delta = 1) => new HuberOperation(Check.Positive(delta, "huber")).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x^2/2 for |x| up to delta and delta (|x| - delta/2) beyond.</summary>
        public Scalar Huber(double delta = 1) => new HuberOperation(Check.Positive(delta, "huber")).Apply(x);
    }
}
