using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class ReluOperation : UnaryOperation, IOperationSamples
{
    public static readonly ReluOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]).AwayFrom(0))];

    protected internal override Saved Saves => Saved.Output;

    protected internal override double Define(double x) => x > 0 || double.IsNaN(x) ? x : 0;

    protected internal override double Slope(double x, double y) => y > 0 ? 1 : 0;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // 1 for x > 0, else 0
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => Tensor.Where(saved.Output > 0, gradient, 0);

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
            // Compares so that NaN passes, and -0 becomes 0.
            var zero = default(TVector);
            return TVector.Select(x < zero, zero, x + zero);
        }
    }

    // The derivative in one pass.
    private readonly struct GradientFunction : IZipFunction
    {
        public static double Define(double gradient, double output) => output > 0 ? gradient : 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector gradient, TVector output)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => (output > default(TVector)) & gradient;
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// max(x, 0), the rectified linear unit of each element; any shape, float32 or float64; NaN stays NaN. The derivative at the kink,
        /// 0, is taken as 0 (PyTorch: <c>torch.relu</c>).
        /// </summary>
        public Tensor Relu() => ReluOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>max(x, 0), the rectified linear unit; of slope 0 at the kink, 0.</summary>
        public Scalar Relu() => ReluOperation.Instance.Apply(x);
    }
}
