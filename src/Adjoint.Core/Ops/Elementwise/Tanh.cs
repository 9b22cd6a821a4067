using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class TanhOperation : UnaryOperation, IOperationSamples
{
    public static readonly TanhOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.Output;

    // 2 / (1 + e^-2x) - 1 (UBC lecture 2)
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => 2 / ((inputs[0] * -2).Exp() + 1) - 1;

    protected internal override double Define(double x) => Math.Tanh(x);

    protected internal override double Slope(double x, double y) => 1 - y * y;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d tanh(x) = (1 - tanh(x)^2) dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (1 - saved.Output.Square());

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
            // With h = (e^(2|x|) - 1)/2: tanh |x| = h/(h + 1), which keeps its digits near 0. It is 1 from 20 on.
            var twice = TVector.Abs(x + x);
            var far = TVector.Broadcast(40.0);
            var h = Exponential.HalfExpm1<T, TVector>(TVector.Select(twice > far, far, twice));
            return TVector.CopySign(h / (h + TVector.Broadcast(1.0)), x);
        }
    }

    // The derivative in one pass.
    private readonly struct GradientFunction : IZipFunction
    {
        public static double Define(double gradient, double output) => gradient * (1 - output * output);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector gradient, TVector output)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => gradient * (TVector.Broadcast(1.0) - output * output);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The hyperbolic tangent of each element, (e^x - e^-x)/(e^x + e^-x), from -1 to 1; any shape, float32 or float64 (PyTorch:
        /// <c>torch.tanh</c>).
        /// </summary>
        public Tensor Tanh() => TanhOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>The hyperbolic tangent.</summary>
        public Scalar Tanh() => TanhOperation.Instance.Apply(x);
    }
}
