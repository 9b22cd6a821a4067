namespace Adjoint;

/// <summary>The slopes of a function on the two sides of a point.</summary>
/// <param name="Below">(f(x) - f(x - h)) / h.</param>
/// <param name="Above">(f(x + h) - f(x)) / h.</param>
public readonly record struct OneSidedSlopes(double Below, double Above)
{
    /// <summary>True if a derivative lies between the two slopes, ends included, up to some slack: it is a subderivative then.</summary>
    public bool Admits(double derivative, double slack) =>
        derivative >= Math.Min(Below, Above) - slack && derivative <= Math.Max(Below, Above) + slack;
}
