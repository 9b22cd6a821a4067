using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class PowNumberOperation(double exponent) : UnaryOperation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new PowNumberOperation(2.5), SampleInput.Real([2, 3], 0.5, 2)),
        new(new PowNumberOperation(3), SampleInput.Real([2, 3])),
        new(new PowNumberOperation(-1.5), SampleInput.Real([2, 3], 0.5, 2)),
        new(new PowNumberOperation(1), SampleInput.Real([2, 3])),
        new(new PowNumberOperation(0), SampleInput.Real([2, 3])),
    ];

    public double Exponent => exponent;

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("exponent", exponent)];

    protected internal override string Notation(ReadOnlySpan<string> inputs) => $"{Infix.Operand(inputs[0])}^{Infix.Operand(exponent)}";

    protected internal override string? DomainProblem(ReadOnlySpan<double> x) => Domain.Power(x[0], exponent);

    protected internal override double Define(double x) => Math.Pow(x, exponent);

    protected internal override double Slope(double x, double y) => exponent == 0 ? 0 : exponent * Math.Pow(x, exponent - 1);

    protected internal override void Run(ReadOnlySpan<float> x, Span<float> y) => Raise(x, (float)exponent, y);

    protected internal override void Run(ReadOnlySpan<double> x, Span<double> y) => Raise(x, exponent, y);

    // d x^n = n x^(n-1) dx; a constant for n = 1, and 0 for n = 0 even at x = 0.
    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => exponent switch
    {
        0 => gradient * 0,
        1 => gradient,
        _ => gradient * (saved.Input(0).Pow(exponent - 1) * exponent),
    };

    private static void Raise<T>(ReadOnlySpan<T> x, T exponent, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (exponent != T.CreateTruncating(3))
        {
            TensorPrimitives.Pow(x, exponent, y);
            return;
        }
        TensorPrimitives.Multiply(x, x, y);
        TensorPrimitives.Multiply(y, x, y);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x to the power of one number, element by element; any shape, float32 or float64. NaN for a negative x with an exponent that is
        /// not whole. The derivative n x^(n-1) holds at x = 0 as well (PyTorch: <c>torch.pow</c>).
        /// </summary>
        public Tensor Pow(double exponent) => exponent == 2 ? x.Square() : new PowNumberOperation(exponent).Apply(x);
    }

    extension(Scalar x)
    {
        /// <summary>
        /// x to the power of a number; NaN for a negative x with an exponent that is not whole. The derivative n x^(n-1) holds at x = 0 as
        /// well.
        /// </summary>
        public Scalar Pow(double exponent) => exponent == 2 ? x.Square() : PowOperation.Instance.Apply(x, exponent);
    }
}
