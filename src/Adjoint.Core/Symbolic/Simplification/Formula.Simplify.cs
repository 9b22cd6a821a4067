namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>
    /// A shorter formula of the same value, up to rounding, wherever this one has a value: sums and products are collected and put in order,
    /// whole numbers computed exactly, powers merged, signs pulled out, known values put in. It may have a value where this one has none: x/x
    /// becomes 1 though 0/0 is nothing, and sqrt(x)^2 becomes x. Numbers are taken as real ones: 1e16 + x - 1e16 becomes x, and a product of
    /// numbers may leave the range of a double. Simplifying again changes nothing.
    /// </summary>
    public Formula Simplify() => Simplifier.Run(this);
}
