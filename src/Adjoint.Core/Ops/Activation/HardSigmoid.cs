using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class HardSigmoidOperation : ActivationOperation<HardSigmoidOperation.Formula>, IOperationSamples
{
    public static readonly HardSigmoidOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -5, 5).AwayFrom(-3, 3))];

    // 1/6 between the kinks at -3 and 3, 0 at them and outside
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return Tensor.Where((x > -3) & (x < 3), gradient / 6, 0);
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => Math.Clamp((x + 3) / 6, 0, 1);

        public static double DefineSlope(double x, double a, double b) => x is > -3 and < 3 ? 1.0 / 6 : 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var (zero, one) = (default(TVector), TVector.Broadcast(1.0));
            var y = (x + TVector.Broadcast(3.0)) * TVector.Broadcast(1.0 / 6);
            return TVector.Select(y > one, one, TVector.Select(y < zero, zero, y));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(TVector.Abs(x) < TVector.Broadcast(3.0), TVector.Broadcast(1.0 / 6), default);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// min(max((x + 3)/6, 0), 1), the sigmoid in three straight pieces, from 0 to 1; any shape, float32 or float64 (Courbariaux et al.,
        /// 2015; PyTorch: <c>F.hardsigmoid</c>). The derivative at the kinks, -3 and 3, is taken as 0.
        /// </summary>
        public Tensor HardSigmoid() => HardSigmoidOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>min(max((x + 3)/6, 0), 1); of slope 0 at the kinks, -3 and 3.</summary>
        public Scalar HardSigmoid() => HardSigmoidOperation.Instance.Apply(x);
    }
}
