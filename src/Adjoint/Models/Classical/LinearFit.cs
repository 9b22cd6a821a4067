namespace Adjoint.Models;

/// <summary>What a closed form came to.</summary>
/// <param name="ResidualSumOfSquares">The sum of (w x + b - y)^2 over examples and targets.</param>
/// <param name="R2">
/// 1 - residual sum of squares / sum of squares around the means: the explained part of the variance. NaN for constant targets.
/// </param>
public sealed record LinearFit(double ResidualSumOfSquares, double R2);
