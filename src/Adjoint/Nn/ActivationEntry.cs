namespace Adjoint.Nn;

/// <summary>An activation that has a name, for networks that are made by name. The source generator strings all of them together in
/// <c>ActivationCatalogue</c>.</summary>
[Catalogue("ActivationCatalogue")]
public interface INamedActivation
{
    /// <summary>The activations that this class makes.</summary>
    static abstract IEnumerable<ActivationEntry> Activations { get; }
}

/// <summary>An activation that has a name; it takes any shape.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="Create">Makes one, with its usual parameters.</param>
public sealed record ActivationEntry(string Name, Func<Module<Tensor, Tensor>> Create)
{
    /// <summary>The activation of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static ActivationEntry Find(string name) =>
        ActivationCatalogue.Activations.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownNameException("activation", name, ActivationCatalogue.Activations.Select(entry => entry.Name));
}
