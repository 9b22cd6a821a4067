namespace Adjoint.Models;

/// <summary>How the closed form of linear regression is computed.</summary>
public enum LeastSquaresMethod
{
    /// <summary>By Householder QR with column pivoting: twice the work, and as exact as the data allow.</summary>
    QR,

    /// <summary>
    /// By Cholesky decomposition of the normal equations X^T X w = X^T y (UBC lecture 2): the quickest, with half the digits, since the
    /// condition number is squared.
    /// </summary>
    Cholesky,
}
