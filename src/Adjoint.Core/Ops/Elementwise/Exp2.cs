using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class Exp2Operation : UnaryOperation, IOperationSamples
{
    public static readonly Exp2Operation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    protected internal override Saved Saves => Saved.Output;

    // e^(x ln(2))
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => (inputs[0] * Math.Log(2)).Exp();

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"2^{Infix.Operand(inputs[0])}";

    protected internal override double Define(double x) => Math.Pow(2, x);

    protected internal override double Slope(double x, double y) => y * Math.Log(2);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => SimdLoop.Map<Function, float>(x, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => SimdLoop.Map<Function, double>(x, y);

    // d 2^x = ln(2) 2^x dx
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient * (saved.Output * Math.Log(2));

    private readonly struct Function : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            Exponential.Exp2<T, TVector>(x);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>2 to the power of each element; any shape, float32 or float64 (PyTorch: <c>torch.exp2</c>).</summary>
        public Tensor Exp2() => Exp2Operation.Instance.Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>2 to the power of x.</summary>
        public Scalar Exp2() => Exp2Operation.Instance.Apply(x);
    }
}
