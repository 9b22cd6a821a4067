using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class Relu6Operation : ActivationOperation<Relu6Operation.Formula>, IOperationSamples
{
    public static readonly Relu6Operation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3], -3, 9).AwayFrom(0, 6))];

    protected internal override Saved Saves => Saved.Output;

    // 1 between the kinks at 0 and 6, 0 at them and outside
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var y = saved.Output;
        return Tensor.Where((y > 0) & (y < 6), gradient, 0);
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => Math.Clamp(x, 0, 6);

        public static double DefineSlope(double kept, double a, double b) => kept is > 0 and < 6 ? 1 : 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var (zero, six) = (default(TVector), TVector.Broadcast(6.0));
            return TVector.Select(x > six, six, TVector.Select(x < zero, zero, x));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector kept, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            (kept > default(TVector)) & TVector.Select(kept < TVector.Broadcast(6.0), TVector.Broadcast(1.0), default);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// min(max(x, 0), 6), the rectifier with a ceiling, from 0 to 6; any shape, float32 or float64 (Howard et al., 2017; PyTorch:
        /// <c>F.relu6</c>). The derivative at the kinks, 0 and 6, is taken as 0.
        /// </summary>
        public Tensor Relu6() => Relu6Operation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>min(max(x, 0), 6); of slope 0 at the kinks, 0 and 6.</summary>
        public Scalar Relu6() => Relu6Operation.Instance.Apply(x);
    }
}
