using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class AddOperation : BinaryOperation<AddOperation.Formula>, IOperationSamples
{
    public static readonly AddOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([2, 3])),
        new(Instance, SampleInput.Real([2, 1, 3]), SampleInput.Real([4, 1])),
        new(Instance, SampleInput.Real([]), SampleInput.Real([3])),
    ];

    protected internal override Saved Saves => Saved.None;

    protected override bool AllowsIntegers => true;

    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved) => gradient;

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"{Infix.Operand(inputs[0])} + {Infix.Operand(inputs[1])}";

    internal readonly struct Formula : IBinaryFormula
    {
        public static double Define(double x, double y) => x + y;

        public static double Slope(int input, double x, double y, double z) => 1;

        public static long Define(long x, long y) => x + y;

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Add(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Add(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Add(y, x, z);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x + y, element by element with broadcasting; float32, float64 or int64, equal on both sides (PyTorch: <c>torch.add</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor Add(Tensor y) => AddOperation.Instance.Apply(x, y);
    }

    extension(Tensor)
    {
        /// <summary>x + y, element by element with broadcasting.</summary>
        public static Tensor operator +(Tensor x, Tensor y) => AddOperation.Instance.Apply(x, y);

        /// <summary>x + y, where y is taken in x's element type.</summary>
        public static Tensor operator +(Tensor x, double y) => AddOperation.Instance.Apply(x, x.Constant(y));

        /// <summary>x + y, where x is taken in y's element type.</summary>
        public static Tensor operator +(double x, Tensor y) => AddOperation.Instance.Apply(y.Constant(x), y);
    }

    extension(Scalar)
    {
        /// <summary>x + y; either side may be a constant.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public static Scalar operator +(Scalar x, Scalar y) => AddOperation.Instance.Apply(x, y);
    }
}
