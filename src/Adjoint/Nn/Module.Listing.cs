namespace Adjoint.Nn;

public abstract partial class Module
{
    /// <summary>All parameters of this module and the modules in it, a shared one once; own ones first, then child by child.</summary>
    public IReadOnlyList<Parameter> Parameters() => [.. NamedParameters().Select(entry => entry.Parameter)];

    /// <summary>All parameters with their paths, such as <c>conv1.weight</c>; a shared one once, under its first path.</summary>
    public IReadOnlyList<(string Path, Parameter Parameter)> NamedParameters()
    {
        var seen = new HashSet<Parameter>();
        return [.. AllParameters(ModuleTree.Walk(this)).Where(entry => seen.Add(entry.Parameter))];
    }

    /// <summary>
    /// This module, under the empty path, and all modules in it with their paths, parents before children; a shared one once.
    /// </summary>
    public IReadOnlyList<(string Path, Module Module)> NamedModules() =>
        [.. ModuleTree.Walk(this).Where(place => place.FirstPath is null).Select(place => (place.Path, place.Module))];

    /// <summary>The number of trained numbers, those of shared parameters counted once.</summary>
    public long ParameterCount => Parameters().Sum(parameter => (long)parameter.ElementCount);

    /// <summary>All state that is not trained, each once.</summary>
    internal IEnumerable<StateTensor> StateTensors() =>
        ModuleTree.Walk(this).SelectMany(place => place.Members.StateTensors).Select(entry => entry.Value).Distinct();

    private static IEnumerable<(string Path, Parameter Parameter)> AllParameters(IEnumerable<ModulePlace> places) =>
        places.SelectMany(place => place.Members.Parameters, (place, entry) => (ModuleTree.Join(place.Path, entry.Key), entry.Value));
}
