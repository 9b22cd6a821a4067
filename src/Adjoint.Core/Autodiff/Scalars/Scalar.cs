using System.Globalization;

namespace Adjoint;

/// <summary>
/// A single number that is computed with as usual, while its <see cref="ScalarTape"/> notes every step, so that derivatives can be taken:
/// for programs on many single numbers, where a <see cref="Tensor"/> each would be too heavy. 64-bit; first derivatives only: for higher
/// ones, and for arrays, use <see cref="Tensor"/>. A <see cref="double"/> becomes a constant of itself. Nothing is checked for NaN: it
/// runs through values and derivatives as it does through ordinary arithmetic.
/// </summary>
/// <example>
/// <code>
/// var tape = new ScalarTape();
/// Scalar x1 = tape.Variable(2), x2 = tape.Variable(5);
/// var y = x1.Log() + x1 * x2 - x2.Sin();
/// var adjoints = y.Backward();      // adjoints[x1] = 5.5
/// </code>
/// </example>
public readonly struct Scalar
{
    internal Scalar(ScalarTape? tape, int index, int generation, double value)
    {
        Tape = tape;
        Index = index;
        Generation = generation;
        Value = value;
    }

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary>True for a number that is on no tape and has no derivative.</summary>
    public bool IsConstant => Tape is null;

    /// <summary>The tape the number was recorded on; null for a constant.</summary>
    internal ScalarTape? Tape { get; }

    /// <summary>The number's place on the tape, counted from 1; 0 for a constant.</summary>
    internal int Index { get; }

    /// <summary>How often the tape had been cleared when the number was recorded.</summary>
    internal int Generation { get; }

    /// <summary>A constant.</summary>
    public static implicit operator Scalar(double value) => new(null, 0, 0, value);

    /// <summary>
    /// Reverse mode: the derivatives of this number by every number it was computed from, in one pass over the tape (PyTorch:
    /// <c>backward()</c>). Nothing is used up, and nothing is summed up over calls.
    /// </summary>
    /// <exception cref="GradientException">This is a constant, or the tape was cleared since it was recorded.</exception>
    public ScalarDerivatives Backward() =>
        (Tape ?? throw ScalarTape.NoDerivative("Backward()", "this number is a constant")).Backward(this);

    /// <summary>The number in the shortest form that reads back as the same.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
