namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>A number as a formula.</summary>
    public static implicit operator Formula(double value) => Number(value);

    /// <summary>x + y.</summary>
    public static Formula operator +(Formula x, Formula y) => Of(AddOperation.Instance, x, y);

    /// <summary>x - y.</summary>
    public static Formula operator -(Formula x, Formula y) => Of(SubOperation.Instance, x, y);

    /// <summary>x y.</summary>
    public static Formula operator *(Formula x, Formula y) => Of(MulOperation.Instance, x, y);

    /// <summary>x/y.</summary>
    public static Formula operator /(Formula x, Formula y) => Of(DivOperation.Instance, x, y);

    /// <summary>-x.</summary>
    public static Formula operator -(Formula x) => Of(NegOperation.Instance, x);

    /// <summary>x^y.</summary>
    public Formula Pow(Formula exponent) => Of(PowOperation.Instance, this, exponent);
}
