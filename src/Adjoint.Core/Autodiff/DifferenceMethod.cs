namespace Adjoint;

/// <summary>How <see cref="NumericalDerivative"/> makes a derivative from values of the function.</summary>
public enum DifferenceMethod
{
    /// <summary>
    /// (f(x + h) - f(x)) / h: the error falls with h, about half of the digits are right. Looks to one side only, so it also serves at the
    /// edge of a domain.
    /// </summary>
    Forward,

    /// <summary>(f(x + h) - f(x - h)) / 2h: the error falls with h^2, about two thirds of the digits are right.</summary>
    Central,

    /// <summary>
    /// Central differences at smaller and smaller steps, extrapolated to a step of zero (Richardson; the tableau of Ridders, 1982): nearly
    /// all digits of a smooth function, for ten to twenty times the evaluations.
    /// </summary>
    Richardson,
}
