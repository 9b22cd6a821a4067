namespace Adjoint;

/// <summary>Which indices of a derivative come first: see <see cref="MatrixCalculus"/>.</summary>
public enum MatrixLayout
{
    /// <summary>Those of what is differentiated by (CMU lecture 13): the gradient of a number is a column, of x's shape.</summary>
    Denominator,

    /// <summary>Those of the result: the derivative of a vector by a vector is the Jacobian.</summary>
    Numerator,
}
