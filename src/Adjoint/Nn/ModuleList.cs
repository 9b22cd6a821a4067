using System.Collections;
using System.Globalization;

namespace Adjoint.Nn;

/// <summary>
/// Modules in a list that the owner runs as it likes (PyTorch: <c>torch.nn.ModuleList</c>). An array or <c>List</c> of modules in a field
/// is registered under the same names; this one stands in the tree itself.
/// </summary>
/// <typeparam name="TModule">What the modules have in common.</typeparam>
public sealed class ModuleList<TModule> : Module, IReadOnlyList<TModule> where TModule : Module
{
    private readonly List<TModule> _modules = [];

    /// <summary>The modules, named <c>0</c>, <c>1</c>, ...</summary>
    // A span, because a Sequential given alone is a module, not a sequence to unpack.
    public ModuleList(params ReadOnlySpan<TModule> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position.</summary>
    public TModule this[int index] => _modules[index];

    /// <summary>Appends a module.</summary>
    public void Add(TModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _modules.Add(module);
    }

    /// <inheritdoc/>
    public IEnumerator<TModule> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void VisitMembers(ModuleVisitor visitor)
    {
        base.VisitMembers(visitor);
        for (var i = 0; i < Count; i++) visitor.VisitModule(i.ToString(CultureInfo.InvariantCulture), _modules[i]);
    }
}
