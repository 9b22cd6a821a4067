using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SoftsignOperation : ActivationOperation<SoftsignOperation.Formula>, IOperationSamples
{
    public static readonly SoftsignOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]).AwayFrom(0))];

    // x/(1 + |x|)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0] / (inputs[0].Abs() + 1);

    // 1/(1 + |x|)^2
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient / (saved.Input(0).Abs() + 1).Square();

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x));

        public static double DefineSlope(double x, double a, double b) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // Beyond the bound the value is 1 to the last digit, and infinity over infinity would be none.
            var (t, far) = (TVector.Abs(x), TVector.Broadcast(1e30));
            t = TVector.Select(t > far, far, t);
            return TVector.CopySign(t / (t + TVector.Broadcast(1.0)), x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var r = TVector.Broadcast(1.0) / (TVector.Abs(x) + TVector.Broadcast(1.0));
            return r * r;
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x/(1 + |x|), from -1 to 1, with tails that flatten far more slowly than those of tanh; any shape, float32 or float64 (Bergstra
        /// et al., 2009; PyTorch: <c>F.softsign</c>).
        /// </summary>
        public Tensor Softsign() => SoftsignOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x/(1 + |x|).</summary>
        public Scalar Softsign() => SoftsignOperation.Instance.Apply(x);
    }
}
