using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class LeakyReluOperation(double negativeSlope)
    : ActivationOperation<LeakyReluOperation.Formula>(negativeSlope), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new LeakyReluOperation(0.1), SampleInput.Real([2, 3]).AwayFrom(0)),
        new(new LeakyReluOperation(0), SampleInput.Real([2, 3]).AwayFrom(0)),
        new(new LeakyReluOperation(-0.5), SampleInput.Real([2, 3]).AwayFrom(0)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("negative_slope", A)];

    // Unless the slope is negative, the value is positive just where x is, and the next layer keeps the value anyway.
    protected internal override Saved Saves => A >= 0 ? Saved.Output : Saved.Input0;

    // 1 for x > 0, else the slope
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var kept = A >= 0 ? saved.Output : saved.Input(0);
        return Tensor.Where(kept > 0, gradient, gradient * A);
    }

    internal readonly struct Formula : IActivation
    {
        public static double Define(double x, double a, double b) => x > 0 ? x : a * x;

        public static double DefineSlope(double kept, double a, double b) => kept > 0 ? 1 : a;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<T, TVector>(TVector x, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(x > default(TVector), x, a * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<T, TVector>(TVector kept, TVector a, TVector b)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(kept > default(TVector), TVector.Broadcast(1.0), a);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x for x > 0 and the slope times x below, so that no unit is ever without a gradient; any shape, float32 or float64 (Maas et al.,
        /// 2013; UBC lecture 2; PyTorch: <c>F.leaky_relu</c>). Ranges over all numbers. The derivative at the kink, 0, is the slope.
        /// </summary>
        /// <param name="negativeSlope">The slope below 0. TUM lecture 5 draws 0.1.</param>
        /// <exception cref="ArgumentOutOfRangeException">The slope is not finite.</exception>
        public Tensor LeakyRelu(double negativeSlope = 0.01) =>
            new LeakyReluOperation(Check.Finite(negativeSlope, "leaky_relu")).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x for x > 0 and the slope times x below and at the kink, 0.</summary>
        public Scalar LeakyRelu(double negativeSlope = 0.01) => new LeakyReluOperation(Check.Finite(negativeSlope, "leaky_relu")).Apply(x);
    }
}
