using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SeluOperation : ActivationOperation<SeluOperation.Formula>, IOperationSamples
{
    // The fixed point of mean and variance that the paper solves for, to the digits of its appendix.
    private const double Scale = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    public static readonly SeluOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]).AwayFrom(0))];

    // s x, or s alpha (e^x - 1) below 0
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var x = inputs[0];
        return Tensor.Where(x > 0, x, (x.Clamp(max: 0).Exp() - 1) * Alpha) * Scale;
    }

    // scale for x > 0, else scale alpha e^x, of which large x must not make an infinity
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return Tensor.Where(x > 0, gradient * Scale, gradient * (x.Clamp(max: 0).Exp() * (Scale * Alpha)));
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => x > 0 ? Scale * x : Scale * Alpha * Expm1Operation.Instance.Define(x);

        public static double DefineSlope(double x, double a, double b) => x > 0 ? Scale : Scale * Alpha * Math.Exp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var below = Exponential.HalfExpm1<T, TVector>(x) * TVector.Broadcast(2 * Scale * Alpha);
            return TVector.Select(x > default(TVector), x * TVector.Broadcast(Scale), below);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var below = Exponential.ExpUpTo88<T, TVector>(x) * TVector.Broadcast(Scale * Alpha);
            return TVector.Select(x > default(TVector), TVector.Broadcast(Scale), below);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// s x for x > 0 and s alpha (e^x - 1) below, with s = 1.0507 and alpha = 1.6733 such that a deep network keeps mean 0 and variance
        /// 1, from -1.758 up; any shape, float32 or float64 (Klambauer et al., 2017; PyTorch: <c>F.selu</c>). The derivative at the kink,
        /// 0, is taken as s alpha.
        /// </summary>
        public Tensor Selu() => SeluOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>s x for x > 0 and s alpha (e^x - 1) below, with s = 1.0507 and alpha = 1.6733.</summary>
        public Scalar Selu() => SeluOperation.Instance.Apply(x);
    }
}
