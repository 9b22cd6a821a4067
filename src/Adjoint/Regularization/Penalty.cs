using Adjoint.Nn;

namespace Adjoint.Regularization;

/// <summary>
/// What large weights cost, to be added to a loss: <c>(loss + penalty.Of(model.Parameters())).Backward()</c>. A recorded operation like any
/// other, so that its gradient reaches the weights by itself. One file a penalty.
/// </summary>
/// <remarks>
/// Biases, and other parameters of fewer than two dimensions such as the gains of a normalisation, are left out unless asked for: they do
/// not make a network more complex, and pulling them to zero does harm (Goodfellow, Bengio and Courville, 2016, 7.1).
/// </remarks>
public abstract class Penalty
{
    private readonly bool _includesBiases;

    /// <summary>Makes the penalty.</summary>
    /// <param name="includesBiases">Whether parameters of fewer than two dimensions are penalised too.</param>
    private protected Penalty(bool includesBiases) => _includesBiases = includesBiases;

    /// <summary>The penalty of all parameters together, a single number to be differentiated; null if none is penalised.</summary>
    public Tensor? Of(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Tensor? sum = null;
        foreach (var parameter in parameters)
        {
            if (!parameter.RequiresGrad || (!_includesBiases && parameter.Shape.Rank < 2)) continue;
            var one = OfWeights(parameter.Value);
            sum = sum is null ? one : sum + one;
        }
        return sum;
    }

    /// <summary>The penalty of one parameter, a single number.</summary>
    private protected abstract Tensor OfWeights(Tensor weights);

    private protected static double RequireStrength(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"The {name} of a penalty must be finite and at least 0, and is {value}."));
}
