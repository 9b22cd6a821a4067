namespace Adjoint.Regularization;

/// <summary>
/// strength * sum |w|: drives weights that help little to zero, and so selects inputs (Tibshirani, 1996; lasso). With the derivative 0 at 0.
/// </summary>
/// <param name="strength">How much a unit of weight costs, finite and at least 0.</param>
/// <param name="includesBiases">Whether parameters of fewer than two dimensions are penalised too.</param>
public sealed class L1Penalty(double strength, bool includesBiases = false) : Penalty(includesBiases)
{
    private readonly double _strength = RequireStrength(strength, nameof(strength));

    private protected override Tensor OfWeights(Tensor weights) => weights.Abs().Sum() * _strength;
}
