using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SinhOperation : UnaryOperation, IOperationSamples
{
    public static readonly SinhOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    // (e^x - e^-x) / 2
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => (inputs[0].Exp() - (-inputs[0]).Exp()) / 2;

    protected internal override double Define(double x) => Math.Sinh(x);

    protected internal override double Slope(double x, double y) => Math.Cosh(x);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d sinh(x) = cosh(x) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * saved.Input(0).Cosh();

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // With h = (e^|x| - 1)/2: sinh |x| = h + h/(2h + 1), which keeps its digits near 0.
            var h = Exponential.HalfExpm1<T, TVector>(TVector.Abs(x));
            // Where h is infinite the second part is lost beside the first, and infinity over infinity must not be taken.
            var part = TVector.Select(h > TVector.Broadcast(1e30), TVector.Broadcast(0.5), h / (h + h + TVector.Broadcast(1.0)));
            return TVector.CopySign(h + part, x);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The hyperbolic sine of each element, (e^x - e^-x)/2; any shape, float32 or float64 (PyTorch: <c>torch.sinh</c>).
        /// </summary>
        public Tensor Sinh() => SinhOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The hyperbolic sine.</summary>
        public Scalar Sinh() => SinhOperation.Instance.Apply(x);
    }
}
