using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class MinimumOperation : BinaryOperation<MinimumOperation.Formula>, IOperationSamples
{
    public static readonly MinimumOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3], 0, 1), SampleInput.Real([2, 3], 1.5, 2)),
        new(Instance, SampleInput.Real([2, 1, 3], 1.5, 2), SampleInput.Real([4, 1], 0, 1)),
        new(Instance, SampleInput.Real([], -3, -2.5), SampleInput.Real([3])),
    ];

    protected override bool AllowsIntegers => true;

    // The gradient goes to the lesser, half to each of two equals.
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved)
    {
        var (own, other) = (saved.Input(input), saved.Input(1 - input));
        return Tensor.Where(own.Equal(other), gradient * 0.5, Tensor.Where(own > other, 0, gradient));
    }

    internal readonly struct Formula : IBinaryFormula
    {
        public static double Define(double x, double y) => Math.Min(x, y);

        public static double Slope(int input, double x, double y, double z)
        {
            if (x == y) return 0.5;
            return (input == 0 ? x > y : y > x) ? 0 : 1;
        }

        public static long Define(long x, long y) => Math.Min(x, y);

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Min(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Min(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Min(y, x, z);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The lesser of x and y, element by element with broadcasting; NaN where either is; float32, float64 or int64, equal on both
        /// sides. Where both are equal each gets half of the gradient (PyTorch: <c>torch.minimum</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor Minimum(Tensor y) => MinimumOperation.Instance.Apply(x, y);

        /// <summary>The lesser of x and one number, which is taken in x's element type.</summary>
        public Tensor Minimum(double y) => MinimumOperation.Instance.Apply(x, x.Constant(y));
    }

    extension(Scalar x)
    {
        /// <summary>The lesser of x and y; NaN if either is. Two equals each get half of the derivative.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public Scalar Minimum(Scalar y) => MinimumOperation.Instance.Apply(x, y);
    }
}
