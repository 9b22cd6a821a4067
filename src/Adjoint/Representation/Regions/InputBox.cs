namespace Adjoint.Representation;

/// <summary>An interval of the line, or an upright rectangle of the plane: where a network's inputs are looked at.</summary>
public sealed class InputBox
{
    private readonly double[] _lower;
    private readonly double[] _upper;

    private InputBox(double[] lower, double[] upper)
    {
        for (var i = 0; i < lower.Length; i++)
        {
            if (lower[i] < upper[i] && double.IsFinite(upper[i] - lower[i])) continue;
            throw new ArgumentException(FormattableString.Invariant(
                $"InputBox: from {lower[i]} to {upper[i]} is no interval of positive, finite length."));
        }
        (_lower, _upper) = (lower, upper);
    }

    /// <summary>The numbers from one to another.</summary>
    /// <exception cref="ArgumentException">The interval is empty or endless.</exception>
    public static InputBox Interval(double from, double to) => new([from], [to]);

    /// <summary>The points (x, y) with x and y between bounds.</summary>
    /// <exception cref="ArgumentException">A side is empty or endless.</exception>
    public static InputBox Rectangle(double fromX, double toX, double fromY, double toY) => new([fromX, fromY], [toX, toY]);

    /// <summary>1 or 2.</summary>
    public int Dimensions => _lower.Length;

    /// <summary>The least coordinates.</summary>
    public IReadOnlyList<double> Lower => _lower;

    /// <summary>The greatest coordinates.</summary>
    public IReadOnlyList<double> Upper => _upper;

    /// <summary>The length of the interval or the diagonal of the rectangle.</summary>
    internal double Diameter => Dimensions == 1 ? _upper[0] - _lower[0] : double.Hypot(_upper[0] - _lower[0], _upper[1] - _lower[1]);
}
