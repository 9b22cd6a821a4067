namespace Adjoint.Regularization;

/// <summary>
/// l1 * sum |w| + l2 / 2 * sum w^2: selects inputs as <see cref="L1Penalty"/> does, and keeps groups of like ones together as
/// <see cref="L2Penalty"/> does (Zou and Hastie, 2005). scikit-learn's <c>ElasticNet</c> has l1 = alpha l1_ratio and l2 = alpha (1 - l1_ratio).
/// </summary>
/// <param name="l1">The strength of the absolute values, finite and at least 0.</param>
/// <param name="l2">The strength of the squares, finite and at least 0.</param>
/// <param name="includesBiases">Whether parameters of fewer than two dimensions are penalised too.</param>
public sealed class ElasticNetPenalty(double l1, double l2, bool includesBiases = false) : Penalty(includesBiases)
{
    private readonly double _l1 = RequireStrength(l1, nameof(l1));
    private readonly double _l2 = RequireStrength(l2, nameof(l2));

    private protected override Tensor OfWeights(Tensor weights) =>
        weights.Abs().Sum() * _l1 + weights.Square().Sum() * (_l2 / 2);
}
