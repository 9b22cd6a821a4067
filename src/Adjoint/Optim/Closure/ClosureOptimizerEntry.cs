using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>An optimizer with a closure that has a name. The source generator strings all of them together in
/// <c>ClosureOptimizerCatalogue</c>.</summary>
[Catalogue("ClosureOptimizerCatalogue")]
public interface INamedClosureOptimizer
{
    /// <summary>The optimizers that this class makes.</summary>
    static abstract IEnumerable<ClosureOptimizerEntry> Entries { get; }
}

/// <summary>An optimizer with a closure that has a name.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="Create">Makes it for parameters.</param>
public sealed record ClosureOptimizerEntry(string Name, Func<IEnumerable<Parameter>, ClosureOptimizer> Create)
{
    /// <summary>The optimizer of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static ClosureOptimizerEntry Find(string name) =>
        FindOrDefault(name)
        ?? throw new UnknownNameException("closure optimizer", name, ClosureOptimizerCatalogue.Entries.Select(entry => entry.Name));

    internal static ClosureOptimizerEntry? FindOrDefault(string name) =>
        ClosureOptimizerCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
