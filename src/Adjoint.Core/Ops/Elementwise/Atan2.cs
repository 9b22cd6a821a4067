using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class Atan2Operation : BinaryOperation<Atan2Operation.Formula>, IOperationSamples
{
    public static readonly Atan2Operation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([2, 3], 0.5, 2)),
        new(Instance, SampleInput.Real([2, 1, 3], 0.5, 2), SampleInput.Real([4, 1])),
        new(Instance, SampleInput.Real([], 0.5, 2), SampleInput.Real([3])),
    ];

    // d atan2(y, x) = (x dy - y dx) / (x^2 + y^2)
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved)
    {
        var (y, x) = (saved.Input(0), saved.Input(1));
        var squared = y.Square() + x.Square();
        var scaled = gradient / Tensor.Where(squared.Equal(0), 1, squared);
        return input == 0 ? scaled * x : -(scaled * y);
    }

    internal readonly struct Formula : IBinaryFormula
    {
        public static double Define(double y, double x) => Math.Atan2(y, x);

        public static double Slope(int input, double y, double x, double z)
        {
            var squared = y * y + x * x;
            return (input == 0 ? x : -y) / (squared == 0 ? 1 : squared);
        }

        public static void Run<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Atan2(y, x, z);

        public static void Run<T>(ReadOnlySpan<T> y, T x, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Atan2(y, x, z);

        public static void Run<T>(T y, ReadOnlySpan<T> x, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Atan2(y, x, z);
    }
}

public static partial class TensorOperations
{
    extension(Tensor y)
    {
        /// <summary>
        /// The angle of the point (x, y) in radians from -pi to pi, element by element with broadcasting; float32 or float64, equal on both
        /// sides. The derivative at the origin is taken as 0 (PyTorch: <c>torch.atan2</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ or are not floating-point.</exception>
        public Tensor Atan2(Tensor x) => Atan2Operation.Instance.Apply(y, x);
    }

    extension(Scalar y)
    {
        /// <summary>The angle of the point (x, y), in radians from -pi to pi; of slope 0 at the origin.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public Scalar Atan2(Scalar x) => Atan2Operation.Instance.Apply(y, x);
    }
}
