namespace Adjoint.Nn;

/// <summary>One module where it stands in a tree: its name in its parent and its path from the root of the walk.</summary>
/// <param name="Name">The name in the parent; empty for the root.</param>
/// <param name="Path">The names from the root on, joined by dots.</param>
/// <param name="Depth">The number of ancestors.</param>
/// <param name="Module">The module.</param>
/// <param name="Members">Its own parameters, state and children.</param>
/// <param name="FirstPath">Where the same module stood before, if it did.</param>
internal sealed record ModulePlace(string Name, string Path, int Depth, Module Module, ModuleVisitor Members, string? FirstPath);

/// <summary>Walks a module tree and tells every module, parameter and state in it its path.</summary>
internal sealed class ModuleTree
{
    private readonly List<ModulePlace> _places = [];
    private readonly List<Module> _ancestors = [];
    private readonly Dictionary<Module, string> _firstPaths = [];

    /// <summary>All places in the tree, parents before children. A module under two paths has two places.</summary>
    /// <exception cref="InvalidOperationException">A module contains itself.</exception>
    public static IReadOnlyList<ModulePlace> Walk(Module root)
    {
        var tree = new ModuleTree();
        tree.Add(root, "", "");
        // A walk that begins inside a larger tree leaves the names of that tree alone.
        if (root.Path.Length == 0) tree.NameAll();
        return tree._places;
    }

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Add(Module module, string name, string path)
    {
        if (_ancestors.Contains(module))
        {
            throw new InvalidOperationException($"The module tree has a cycle: {module.TypeName} at '{path}' contains itself. "
                + "Hint: mark a reference back to a parent with [NotRegistered].");
        }
        var firstPath = _firstPaths.GetValueOrDefault(module);
        _firstPaths.TryAdd(module, path);
        var place = new ModulePlace(name, path, _ancestors.Count, module, module.Members(), firstPath);
        _places.Add(place);
        _ancestors.Add(module);
        foreach (var (childName, child) in place.Members.Modules) Add(child, childName, Join(path, childName));
        _ancestors.RemoveAt(_ancestors.Count - 1);
    }

    private void NameAll()
    {
        var named = new HashSet<object>();
        foreach (var place in _places)
        {
            if (named.Add(place.Module)) place.Module.SetPath(place.Path);
            foreach (var (name, parameter) in place.Members.Parameters)
            {
                if (named.Add(parameter)) parameter.Name = Join(place.Path, name);
            }
            foreach (var (name, state) in place.Members.StateTensors)
            {
                if (named.Add(state)) state.Name = Join(place.Path, name);
            }
        }
    }
}
