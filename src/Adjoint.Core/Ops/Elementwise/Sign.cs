using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SignOperation : UnaryOperation, IOperationSamples
{
    public static readonly SignOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]).AwayFrom(0))];

    protected internal override Saved Saves => Saved.None;

    protected internal override double Define(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    protected internal override double Slope(double x, double y) => 0;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // A step function: its derivative is 0 wherever it has one.
    protected override Tensor? Gradient(Tensor gradient, SavedValues saved) => null;

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // Compares so that NaN passes.
            var (zero, one) = (default(TVector), TVector.Broadcast(1.0));
            return TVector.Select(x > zero, one, TVector.Select(x < zero, zero - one, x + zero));
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// -1 below 0, 0 at 0, 1 above, element by element; any shape, float32 or float64; NaN stays NaN. The derivative is 0 (PyTorch:
        /// <c>torch.sign</c>).
        /// </summary>
        public Tensor Sign() => SignOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>-1 below 0, 0 at 0, 1 above; of slope 0.</summary>
        public Scalar Sign() => SignOperation.Instance.Apply(x);
    }
}
