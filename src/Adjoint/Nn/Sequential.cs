using System.Collections;
using System.Globalization;

namespace Adjoint.Nn;

/// <summary>
/// Runs modules one after the other, each on the output of the one before: y = f_n(...f_2(f_1(x))) (PyTorch: <c>torch.nn.Sequential</c>).
/// <code>
/// var net = new Sequential { new Flatten(), new Linear(784, 128), new ReLU(), new Linear(128, 10) };
/// </code>
/// The modules are named <c>0</c>, <c>1</c>, ... by position unless they are added under names of their own. Without modules, the output
/// is the input.
/// </summary>
public sealed class Sequential : Module<Tensor, Tensor>, IReadOnlyList<Module<Tensor, Tensor>>
{
    private readonly List<(string? Name, Module<Tensor, Tensor> Module)> _modules = [];

    /// <summary>The modules in the order they run.</summary>
    /// <exception cref="ArgumentNullException">A module is null.</exception>
    // A span, because a Sequential given alone is a module, not a sequence to unpack.
    public Sequential(params ReadOnlySpan<Module<Tensor, Tensor>> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module that runs at a position; another one can be put in its place, under the same name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public Module<Tensor, Tensor> this[int index]
    {
        get => _modules[ModulePosition.Existing(index, Count, nameof(Sequential))].Module;
        set
        {
            RequireFit(value, ModulePosition.Existing(index, Count, nameof(Sequential)));
            _modules[index] = (_modules[index].Name, value);
            NoteTreeChange();
        }
    }

    /// <summary>The module of a name, given or by position.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public Module<Tensor, Tensor> this[string name]
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (NameAt(i) == name) return _modules[i].Module;
            }
            throw new KeyNotFoundException($"Sequential: there is no module named '{name}'; there are "
                + $"{(Count == 0 ? "none" : string.Join(", ", Enumerable.Range(0, Count).Select(NameAt)))}.");
        }
    }

    /// <summary>Some of the modules as a net of their own, as in <c>net[..^1]</c>; the modules are shared, not copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such positions.</exception>
    public Sequential Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Count - length)
        {
            throw new ArgumentOutOfRangeException(nameof(start),
                $"Sequential: there are no {length} modules from {start} on; there are {Count}.");
        }
        var slice = new Sequential();
        foreach (var (name, module) in _modules[start..(start + length)])
        {
            if (name is null) slice.Add(module);
            else slice.Add(name, module);
        }
        return slice;
    }

    /// <summary>Appends a module, named by its position.</summary>
    /// <exception cref="ArgumentException">Its name is there already, or it contains this net.</exception>
    public void Add(Module<Tensor, Tensor> module) => Insert(Count, module);

    /// <summary>Appends a module under a name (PyTorch: an <c>OrderedDict</c> given to <c>Sequential</c>).</summary>
    /// <exception cref="ArgumentException">The name is empty or there already, or the module contains this net.</exception>
    public void Add(string name, Module<Tensor, Tensor> module)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Put(Count, name, module);
    }

    /// <summary>Appends a module and returns the net, to be called in a chain (PyTorch: <c>append</c>).</summary>
    /// <exception cref="ArgumentException">Its name is there already, or it contains this net.</exception>
    public Sequential Append(Module<Tensor, Tensor> module)
    {
        Add(module);
        return this;
    }

    /// <summary>Puts a module before the one at a position; those named by position are renamed (PyTorch: <c>insert</c>).</summary>
    /// <param name="index">From 0 to the number of modules.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="ArgumentException">A name would be there twice, or the module contains this net.</exception>
    public void Insert(int index, Module<Tensor, Tensor> module) => Put(index, null, module);

    /// <summary>Takes the module at a position out; those named by position behind it are renamed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public void RemoveAt(int index)
    {
        var removed = _modules[ModulePosition.Existing(index, Count, nameof(Sequential))];
        _modules.RemoveAt(index);
        if (FirstRepeatedName() is { } name)
        {
            _modules.Insert(index, removed);
            throw new ArgumentException($"Sequential: without module {index} there would be two named '{name}'.", nameof(index));
        }
        NoteTreeChange();
    }

    /// <inheritdoc/>
    public IEnumerator<Module<Tensor, Tensor>> GetEnumerator() => _modules.Select(entry => entry.Module).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        for (var i = 0; i < Count; i++)
        {
            var module = _modules[i].Module;
            if (module is Conv2d convolution && i + 1 < Count && _modules[i + 1].Module is ReLU && Conv2d.MayFuse)
            {
                input = convolution.ForwardRelu(input);
                i++;
                continue;
            }
            input = module.Forward(input);
        }
        return input;
    }

    /// <inheritdoc/>
    protected override void VisitMembers(ModuleVisitor visitor)
    {
        base.VisitMembers(visitor);
        for (var i = 0; i < Count; i++) visitor.VisitModule(NameAt(i), _modules[i].Module);
    }

    private void Put(int index, string? name, Module<Tensor, Tensor> module)
    {
        RequireFit(module, ModulePosition.New(index, Count, nameof(Sequential)));
        _modules.Insert(index, (name, module));
        if (FirstRepeatedName() is { } repeated)
        {
            _modules.RemoveAt(index);
            throw new ArgumentException($"Sequential: there already is a module named '{repeated}'.", nameof(name));
        }
        NoteTreeChange();
    }

    private void RequireFit(Module<Tensor, Tensor> module, int index) => ModulePosition.RequireFit(this, module, index);

    private string NameAt(int index) => _modules[index].Name ?? index.ToString(CultureInfo.InvariantCulture);

    private string? FirstRepeatedName()
    {
        // Positions alone never repeat.
        if (_modules.TrueForAll(entry => entry.Name is null)) return null;
        var names = new HashSet<string>();
        return Enumerable.Range(0, Count).Select(NameAt).FirstOrDefault(name => !names.Add(name));
    }
}
