using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Parts the parameters that weight decay is meant for, the weights of layers, from those that it only hinders: biases, and the scales and
/// shifts of normalisation.
/// </summary>
public static class DecaySplit
{
    /// <summary>
    /// Parameters of two or more dimensions, and those of fewer: <c>var (weights, others) = DecaySplit.Of(net.Parameters());</c> and then
    /// <c>new AdamW(weights).AddGroup(others).WeightDecay = 0</c>. Either may be empty.
    /// </summary>
    public static (IReadOnlyList<Parameter> Decayed, IReadOnlyList<Parameter> Exempt) Of(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var byRank = parameters.ToLookup(parameter => parameter.Shape.Rank >= 2);
        return ([.. byRank[true]], [.. byRank[false]]);
    }
}
