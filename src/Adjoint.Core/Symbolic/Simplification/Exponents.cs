namespace Adjoint.Symbolic;

/// <summary>Exponents of factors: formulas, of which most are numbers.</summary>
internal static class Exponents
{
    public static readonly Formula One = Formula.Number(1);
    public static readonly Formula Two = Formula.Number(2);
    public static readonly Formula MinusOne = Formula.Number(-1);
    public static readonly Formula Half = One / Two;
    public static readonly Formula MinusHalf = MinusOne / Two;
    public static readonly Formula EulersNumber = Formula.Number(Math.E);

    /// <summary>The number that an exponent is; null for one with variables.</summary>
    public static Coefficient? ValueOf(Formula exponent)
    {
        if (exponent.Value is { } value) return double.IsFinite(value) ? Coefficient.Of(value).AsHalves() : null;
        if (!exponent.Is<DivOperation>() || exponent.ArgumentSpan is not [{ Value: { } numerator }, { Value: { } denominator }]) return null;
        var (above, below) = (Coefficient.Of(numerator), Coefficient.Of(denominator));
        return above.IsWhole && below.IsWhole && !below.IsZero ? above * below.Power(-1) : null;
    }

    /// <summary>0.5 as 1/2.</summary>
    public static Formula AsHalves(Formula exponent) => ValueOf(exponent) is { IsFraction: true } value ? Of(value) : exponent;

    public static bool IsWhole(Formula exponent) => ValueOf(exponent) is { IsWhole: true };

    public static Formula Add(Formula x, Formula y) => ValueOf(x) is { } left && ValueOf(y) is { } right
        ? Of(left + right)
        : Sum.Of((x, Coefficient.One), (y, Coefficient.One));

    public static Formula Multiply(Formula x, Formula y) => ValueOf(x) is { } left && ValueOf(y) is { } right
        ? Of(left * right)
        : Product.Of(Coefficient.One, (x, One), (y, One));

    public static Formula Of(Coefficient value) => !value.IsFraction || value.IsWhole
        ? Formula.Number(value.Value)
        : Formula.Number(value.Numerator) / Formula.Number(value.Denominator);
}
