using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class SquareOperation : UnaryOperation, IOperationSamples
{
    public static readonly SquareOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    // x x
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => inputs[0] * inputs[0];

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"{Infix.Operand(inputs[0])}^2";

    protected internal override double Define(double x) => x * x;

    protected internal override double Slope(double x, double y) => x * 2;

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d x^2 = 2x dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (saved.Input(0) * 2);

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var result = gradient.NewUninitialized(gradient.Shape);
        gradient.Backend.Zip(ZipFunctionKernel<GradientFunction>.Instance, gradient, saved.Input(0), result);
        inputGradients[0] = result;
        return true;
    }

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            x * x;
    }

    // The derivative in one pass.
    private readonly struct GradientFunction : IZipFunction
    {
        public static double Define(double gradient, double x) => gradient * (x + x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector gradient, TVector x)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => gradient * (x + x);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The square of each element; any shape, float32 or float64 (PyTorch: <c>torch.square</c>).</summary>
        public Tensor Square() => SquareOperation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>x x.</summary>
        public Scalar Square() => SquareOperation.Instance.Apply(x);
    }
}
