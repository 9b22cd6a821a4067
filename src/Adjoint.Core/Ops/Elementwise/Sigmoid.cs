using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SigmoidOperation : UnaryOperation, IOperationSamples
{
    public static readonly SigmoidOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.Output;

    // 1 / (1 + e^-x) (UBC lecture 2)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => 1 / ((-inputs[0]).Exp() + 1);

    protected internal override double Define(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    protected internal override double Slope(double x, double y) => y * (1 - y);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d s(x) = s(x) (1 - s(x)) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var s = saved.Output;
        return gradient * (s * (1 - s));
    }

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var result = gradient.NewUninitialized(gradient.Shape);
        gradient.Backend.Zip(ZipFunctionKernel<GradientFunction>.Instance, gradient, saved.Output, result);
        inputGradients[0] = result;
        return true;
    }

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
        {
            // With e = e^-|x|, which cannot overflow: 1/(1 + e) for x >= 0, and e/(1 + e) below.
            var e = Exponential.Exp<T, TVector>(default(TVector) - TVector.Abs(x));
            return TVector.Select(x < default(TVector), e, TVector.Broadcast(1.0)) / (e + TVector.Broadcast(1.0));
        }
    }

    // The derivative in one pass.
    private readonly struct GradientFunction : IZipFunction
    {
        public static double Define(double gradient, double output) => gradient * (output * (1 - output));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector gradient, TVector output)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => gradient * (output * (TVector.Broadcast(1.0) - output));
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// 1/(1 + e^-x), element by element, from 0 to 1; any shape, float32 or float64. Exact to the last digits however large |x| is
        /// (PyTorch: <c>torch.sigmoid</c>).
        /// </summary>
        public Tensor Sigmoid() => SigmoidOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>1/(1 + e^-x).</summary>
        public Scalar Sigmoid() => SigmoidOperation.Instance.Apply(x);
    }
}
