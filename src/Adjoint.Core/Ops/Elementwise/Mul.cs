using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class MulOperation : BinaryOperation<MulOperation.Formula>, IOperationSamples
{
    public static readonly MulOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([2, 3])),
        new(Instance, SampleInput.Real([2, 1, 3]), SampleInput.Real([4, 1])),
        new(Instance, SampleInput.Real([]), SampleInput.Real([3])),
    ];

    protected override bool AllowsIntegers => true;

    // d(xy) = y dx + x dy
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved) => gradient * saved.Input(1 - input);

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"{Infix.Operand(inputs[0])}*{Infix.Operand(inputs[1])}";

    internal readonly struct Formula : IBinaryFormula
    {
        public static double Define(double x, double y) => x * y;

        public static double Slope(int input, double x, double y, double z) => input == 0 ? y : x;

        public static long Define(long x, long y) => x * y;

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(y, x, z);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x y, element by element with broadcasting; float32, float64 or int64, equal on both sides (PyTorch: <c>torch.mul</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor Mul(Tensor y) => MulOperation.Instance.Apply(x, y);
    }

    extension(Tensor)
    {
        /// <summary>x y, element by element with broadcasting.</summary>
        public static Tensor operator *(Tensor x, Tensor y) => MulOperation.Instance.Apply(x, y);

        /// <summary>x y, where y is taken in x's element type.</summary>
        public static Tensor operator *(Tensor x, double y) => MulOperation.Instance.Apply(x, x.Constant(y));

        /// <summary>x y, where x is taken in y's element type.</summary>
        public static Tensor operator *(double x, Tensor y) => MulOperation.Instance.Apply(y.Constant(x), y);
    }

    extension(Scalar)
    {
        /// <summary>x y; either side may be a constant.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public static Scalar operator *(Scalar x, Scalar y) => MulOperation.Instance.Apply(x, y);
    }
}
