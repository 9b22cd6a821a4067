using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class EluOperation(double alpha) : ActivationOperation<EluOperation.Formula>(alpha), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new EluOperation(1), SampleInput.Real([2, 3]).AwayFrom(0)),
        new(new EluOperation(0.4), SampleInput.Real([2, 3], -6, 1).AwayFrom(0)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("alpha", A)];

    // x, or A (e^x - 1) below 0
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
        Tensor.Where(inputs[0] > 0, inputs[0], (inputs[0].Clamp(max: 0).Exp() - 1) * A);

    // 1 for x > 0, else A e^x, of which large x must not make an infinity
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return Tensor.Where(x > 0, gradient, gradient * (x.Clamp(max: 0).Exp() * A));
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => x > 0 ? x : a * Expm1Operation.Instance.Define(x);

        public static double DefineSlope(double x, double a, double b) => x > 0 ? 1 : a * Math.Exp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var half = Exponential.HalfExpm1<T, TVector>(x);
            return TVector.Select(x > default(TVector), x, a * (half + half));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(x > default(TVector), TVector.Broadcast(1.0), a * Exponential.ExpUpTo88<T, TVector>(x));
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x for x > 0 and alpha (e^x - 1) below, from -alpha up; any shape, float32 or float64 (Clevert et al., 2016; TUM lecture 5;
        /// PyTorch: <c>F.elu</c>). The derivative at 0, a kink unless alpha is 1, is taken as alpha.
        /// </summary>
        /// <param name="alpha">Where the function saturates below, with its sign changed.</param>
        /// <exception cref="ArgumentOutOfRangeException">Alpha is not finite.</exception>
        public Tensor Elu(double alpha = 1) => new EluOperation(Check.Finite(alpha, "elu")).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x for x > 0 and alpha (e^x - 1) below.</summary>
        public Scalar Elu(double alpha = 1) => new EluOperation(Check.Finite(alpha, "elu")).Apply(x);
    }
}
