namespace Adjoint.Regularization;

/// <summary>
/// strength / 2 * sum w^2: keeps weights small (Hoerl and Kennard, 1970; ridge). Its gradient strength * w is that of the weight decay of
/// <see cref="Optim.SGD"/> with the same number.
/// </summary>
/// <param name="strength">How much half a unit of squared weight costs, finite and at least 0.</param>
/// <param name="includesBiases">Whether parameters of fewer than two dimensions are penalised too.</param>
public sealed class L2Penalty(double strength, bool includesBiases = false) : Penalty(includesBiases)
{
    private readonly double _strength = RequireStrength(strength, nameof(strength));

    private protected override Tensor OfWeights(Tensor weights) => weights.Square().Sum() * (_strength / 2);
}
