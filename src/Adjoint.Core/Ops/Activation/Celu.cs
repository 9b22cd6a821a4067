using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class CeluOperation(double alpha) : ActivationOperation<CeluOperation.Formula>(alpha, 1 / alpha), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new CeluOperation(1), SampleInput.Real([2, 3]).AwayFrom(0)),
        new(new CeluOperation(0.4), SampleInput.Real([2, 3], -2, 1).AwayFrom(0)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("alpha", A)];

    // x, or A (e^(x/A) - 1) below 0
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
        Tensor.Where(inputs[0] > 0, inputs[0], ((inputs[0].Clamp(max: 0) / A).Exp() - 1) * A);

    // 1 for x > 0, else e^(x/A), of which large x must not make an infinity
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        return Tensor.Where(x > 0, gradient, gradient * (x.Clamp(max: 0) / A).Exp());
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => x > 0 ? x : a * Expm1Operation.Instance.Define(x * b);

        public static double DefineSlope(double x, double a, double b) => x > 0 ? 1 : Math.Exp(x * b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            var half = Exponential.HalfExpm1<T, TVector>(x * b);
            return TVector.Select(x > default(TVector), x, a * (half + half));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(x > default(TVector), TVector.Broadcast(1.0), Exponential.ExpUpTo88<T, TVector>(x * b));
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x for x > 0 and alpha (e^(x/alpha) - 1) below, from -alpha up, smooth for every alpha: the derivative at 0 is 1; any shape,
        /// float32 or float64 (Barron, 2017; PyTorch: <c>F.celu</c>).
        /// </summary>
        /// <param name="alpha">Where the function saturates below, with its sign changed; above 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">Alpha is not a finite number above 0.</exception>
        public Tensor Celu(double alpha = 1) => new CeluOperation(Check.Positive(alpha, "celu")).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x for x > 0 and alpha (e^(x/alpha) - 1) below.</summary>
        public Scalar Celu(double alpha = 1) => new CeluOperation(Check.Positive(alpha, "celu")).Apply(x);
    }
}
