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
    /// <exception cref="ArgumentNullException">A module is null.</exception>
    // A span, because a Sequential given alone is a module, not a sequence to unpack.
    public ModuleList(params ReadOnlySpan<TModule> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position; another one can be put in its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public TModule this[int index]
    {
        get => _modules[ModulePosition.Existing(index, Count, TypeName)];
        set
        {
            ModulePosition.RequireFit(this, value, ModulePosition.Existing(index, Count, TypeName));
            _modules[index] = value;
            NoteTreeChange();
        }
    }

    /// <summary>Appends a module.</summary>
    /// <exception cref="ArgumentException">The module contains this list.</exception>
    public void Add(TModule module) => Insert(Count, module);

    /// <summary>Appends a module and returns the list, to be called in a chain (PyTorch: <c>append</c>).</summary>
    /// <exception cref="ArgumentException">The module contains this list.</exception>
    public ModuleList<TModule> Append(TModule module)
    {
        Add(module);
        return this;
    }

    /// <summary>Appends modules (PyTorch: <c>extend</c>).</summary>
    /// <exception cref="ArgumentException">A module contains this list.</exception>
    public void AddRange(IEnumerable<TModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var module in modules.ToArray()) Add(module);
    }

    /// <summary>Puts a module before the one at a position, whose names move up (PyTorch: <c>insert</c>).</summary>
    /// <param name="index">From 0 to the number of modules.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="ArgumentException">The module contains this list.</exception>
    public void Insert(int index, TModule module)
    {
        ModulePosition.RequireFit(this, module, ModulePosition.New(index, Count, TypeName));
        _modules.Insert(index, module);
        NoteTreeChange();
    }

    /// <summary>Takes the module at a position out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public void RemoveAt(int index)
    {
        _modules.RemoveAt(ModulePosition.Existing(index, Count, TypeName));
        NoteTreeChange();
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
