namespace Adjoint.Symbolic;

/// <summary>
/// A finite number in a simplified formula: a fraction of whole numbers, kept exactly while they fit a double, or a decimal.
/// </summary>
internal readonly struct Coefficient : IEquatable<Coefficient>
{
    // Beyond this, whole numbers in double precision have gaps.
    private const long GreatestWhole = 1L << 53;

    private readonly double _decimal;

    private Coefficient(long numerator, long denominator, double value)
    {
        Numerator = numerator;
        Denominator = denominator;
        _decimal = value;
    }

    public static Coefficient Zero => Of(0);

    public static Coefficient One => Of(1);

    public static Coefficient MinusOne => Of(-1);

    public long Numerator { get; }

    /// <summary>Above 0 for a fraction, 0 for a decimal.</summary>
    public long Denominator { get; }

    public bool IsFraction => Denominator != 0;

    public bool IsWhole => Denominator == 1;

    public bool IsZero => Value == 0;

    public bool IsOne => IsWhole && Numerator == 1;

    public bool IsNegative => Value < 0;

    public bool IsEven => IsWhole && Numerator % 2 == 0;

    public double Value => IsFraction ? (double)Numerator / Denominator : _decimal;

    public static Coefficient Of(double value) => double.IsInteger(value) && Math.Abs(value) <= GreatestWhole
        ? new Coefficient((long)value, 1, 0)
        : new Coefficient(0, 0, value);

    public static Coefficient operator +(Coefficient x, Coefficient y) => x.IsFraction && y.IsFraction
        ? Reduced((Int128)x.Numerator * y.Denominator + (Int128)y.Numerator * x.Denominator, (Int128)x.Denominator * y.Denominator)
        : Of(x.Value + y.Value);

    public static Coefficient operator *(Coefficient x, Coefficient y) => x.IsFraction && y.IsFraction
        ? Reduced((Int128)x.Numerator * y.Numerator, (Int128)x.Denominator * y.Denominator)
        : Of(x.Value * y.Value);

    public static Coefficient operator -(Coefficient x) => x.IsFraction
        ? new Coefficient(-x.Numerator, x.Denominator, 0)
        : new Coefficient(0, 0, -x.Value);

    /// <summary>To a whole power; a negative one of 0 is not asked for.</summary>
    public Coefficient Power(long exponent)
    {
        if (!IsFraction || Math.Abs(exponent) > 64) return Of(Math.Pow(Value, exponent));
        var result = One;
        for (var i = 0; i < Math.Abs(exponent); i++) result *= this;
        if (exponent >= 0) return result;
        return result.IsFraction ? Reduced(result.Denominator, result.Numerator) : Of(1 / result.Value);
    }

    /// <summary>A decimal of halves, such as 0.5, as a fraction, for exponents.</summary>
    public Coefficient AsHalves() => IsFraction || Of(2 * Value) is not { IsWhole: true } twice ? this : Reduced(twice.Numerator, 2);

    public bool Equals(Coefficient other) => Numerator == other.Numerator && Denominator == other.Denominator && _decimal.Equals(other._decimal);

    public override bool Equals(object? obj) => obj is Coefficient other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    private static Coefficient Reduced(Int128 numerator, Int128 denominator)
    {
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        var divisor = GreatestCommonDivisor(Int128.Abs(numerator), denominator);
        (numerator, denominator) = (numerator / divisor, denominator / divisor);
        return Int128.Abs(numerator) <= GreatestWhole && denominator <= GreatestWhole
            ? new Coefficient((long)numerator, (long)denominator, 0)
            : Of((double)numerator / (double)denominator);
    }

    private static Int128 GreatestCommonDivisor(Int128 x, Int128 y)
    {
        while (y != 0) (x, y) = (y, x % y);
        return x;
    }
}
