using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>An optimizer that has a name on the command line. The source generator strings all of them together in
/// <c>OptimizerCatalogue</c>.</summary>
[Catalogue("OptimizerCatalogue")]
public interface INamedOptimizer
{
    /// <summary>The optimizers that this class makes.</summary>
    static abstract IEnumerable<OptimizerEntry> Entries { get; }
}

/// <summary>An optimizer that has a name.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="LearningRate">The step size if nothing else is said.</param>
/// <param name="Create">Makes it for parameters, with settings.</param>
public sealed record OptimizerEntry(string Name, double LearningRate, Func<IEnumerable<Parameter>, OptimizerSettings, Optimizer> Create)
{
    /// <summary>The optimizer of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none; the message says so if it is the name of a
    /// <see cref="ClosureOptimizer"/>.</exception>
    public static OptimizerEntry Find(string name) =>
        OptimizerCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownNameException("optimizer", name, OptimizerCatalogue.Entries.Select(entry => entry.Name),
            ClosureOptimizerEntry.FindOrDefault(name) is null ? null : $"'{name}' evaluates the loss of all examples as often as it needs, so "
                + "it cannot train on minibatches: in a program, call its Step with a closure.");
}

/// <summary>What can be set of any optimizer by name.</summary>
/// <param name="LearningRate">The step size.</param>
/// <param name="Momentum">The momentum; for optimizers that have one.</param>
/// <param name="WeightDecay">The weight of the L2 penalty.</param>
public sealed record OptimizerSettings(double LearningRate, double Momentum, double WeightDecay);
