using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// The mean of the weights at all updates (stochastic weight averaging, Izmailov et al., 2018; PyTorch: <c>AveragedModel</c>):
/// average += (weights - average) / (n + 1). Update it at the end of each of the last epochs, with a constant learning rate.
/// </summary>
public sealed class StochasticWeightAverage : WeightAverage
{
    /// <summary>Prepares the average.</summary>
    /// <param name="parameters">The parameters whose values are averaged.</param>
    public StochasticWeightAverage(IEnumerable<Parameter> parameters) : base(parameters)
    {
    }

    /// <summary>Prepares the average of all parameters of a module and of its state of floating-point numbers.</summary>
    /// <param name="model">The module.</param>
    public StochasticWeightAverage(Module model) : base(model)
    {
    }

    private protected override double NewShare(long updates) => 1.0 / (updates + 1);
}
