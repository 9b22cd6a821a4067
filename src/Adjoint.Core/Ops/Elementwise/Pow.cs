using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class PowOperation : BinaryOperation<PowOperation.Formula>, IOperationSamples
{
    public static readonly PowOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3], 0.5, 2), SampleInput.Real([2, 3])),
        new(Instance, SampleInput.Real([2, 1, 3], 0.5, 2), SampleInput.Real([4, 1])),
        new(Instance, SampleInput.Real([], 0.5, 2), SampleInput.Real([3])),
    ];

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    // d x^y = y x^(y-1) dx + x^y ln(x) dy
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved)
    {
        var (x, y) = (saved.Input(0), saved.Input(1));
        return input == 0 ? gradient * (y * x.Pow(Lowered(x, y))) : gradient * (saved.Output * LogOfBase(x, y));
    }

    // y - 1; at 0^0 the factor y in front makes the slope 0, and must not meet an infinite 0^-1.
    private static Tensor Lowered(Tensor x, Tensor y) => Tensor.Where(x.Equal(0) & y.Equal(0), 1, y) - 1;

    // ln(x), except that 0^y does not change with y while y >= 0.
    private static Tensor LogOfBase(Tensor x, Tensor y) => Tensor.Where(x.Equal(0) & (y >= 0), 1, x).Log();

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"{Infix.Operand(inputs[0])}^{Infix.Operand(inputs[1])}";

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Power(x[0], x[1]);

    internal readonly struct Formula : IBinaryFormula
    {
        public static double Define(double x, double y) => Math.Pow(x, y);

        public static double Slope(int input, double x, double y, double z)
        {
            if (input == 0) return y * Math.Pow(x, x == 0 && y == 0 ? 0 : y - 1);
            return x == 0 && y >= 0 ? 0 : z * Math.Log(x);
        }

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Pow(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Pow(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Pow(x, y, z);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x^y, element by element with broadcasting; float32 or float64, equal on both sides. NaN for a negative x with a y
        /// that is not whole.
        /// The derivative by y is 0 at 0^y with y not negative, and NaN for a negative x (PyTorch: <c>torch.pow</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ or are not floating-point.</exception>
        public Tensor Pow(Tensor y) => PowOperation.Instance.Apply(x, y);
    }

    extension(Scalar x)
    {
        /// <summary>
        /// x^y; NaN for a negative x with a y that is not whole. The derivative by y is 0 at 0^y with y not negative, and NaN for a
        /// negative x.
        /// </summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public Scalar Pow(Scalar y) => PowOperation.Instance.Apply(x, y);
    }
}
