using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class DivOperation : BinaryOperation<DivOperation.Formula>, IOperationSamples
{
    public static readonly DivOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([2, 3], 0.5, 3)),
        new(Instance, SampleInput.Real([2, 1, 3]), SampleInput.Real([4, 1], -3, -0.5)),
        new(Instance, SampleInput.Real([]), SampleInput.Real([3], 0.5, 3)),
    ];

    protected internal override Saved Saves => Saved.Input1 | Saved.Output;

    // d(x/y) = dx/y - (x/y) dy/y
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved) =>
        input == 0 ? gradient / saved.Input(1) : -(gradient / saved.Input(1) * saved.Output);

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"{Infix.Operand(inputs[0])}/{Infix.Operand(inputs[1])}";

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => x[1] == 0 ? "division by 0" : null;

    internal readonly struct Formula : IBinaryFormula
    {
        public static double Define(double x, double y) => x / y;

        public static double Slope(int input, double x, double y, double z) => input == 0 ? 1 / y : -(1 / y * z);

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Divide(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Divide(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Divide(x, y, z);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x/y, element by element with broadcasting; float32 or float64, equal on both sides; infinite or NaN where y is 0
        /// (PyTorch: <c>torch.div</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ or are not floating-point.</exception>
        public Tensor Div(Tensor y) => DivOperation.Instance.Apply(x, y);
    }

    extension(Tensor)
    {
        /// <summary>x/y, element by element with broadcasting.</summary>
        public static Tensor operator /(Tensor x, Tensor y) => DivOperation.Instance.Apply(x, y);

        /// <summary>x/y, where y is taken in x's element type.</summary>
        public static Tensor operator /(Tensor x, double y) => DivOperation.Instance.Apply(x, x.Constant(y));

        /// <summary>x/y, where x is taken in y's element type.</summary>
        public static Tensor operator /(double x, Tensor y) => DivOperation.Instance.Apply(y.Constant(x), y);
    }

    extension(Scalar)
    {
        /// <summary>x/y; either side may be a constant.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public static Scalar operator /(Scalar x, Scalar y) => DivOperation.Instance.Apply(x, y);
    }
}
