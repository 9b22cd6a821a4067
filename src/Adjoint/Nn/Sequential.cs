using System.Collections;
using System.Globalization;

namespace Adjoint.Nn;

/// <summary>
/// Runs modules one after the other, each on the output of the one before: y = f_n(...f_2(f_1(x))) (PyTorch: <c>torch.nn.Sequential</c>).
/// <code>
/// var net = new Sequential { new Flatten(), new Linear(784, 128), new ReLU(), new Linear(128, 10) };
/// </code>
/// The modules are named <c>0</c>, <c>1</c>, ... unless they are added under names of their own. Without modules, the output is the input.
/// </summary>
public sealed class Sequential : Module<Tensor, Tensor>, IReadOnlyList<Module<Tensor, Tensor>>
{
    private readonly List<KeyValuePair<string, Module<Tensor, Tensor>>> _modules = [];

    /// <summary>The modules in the order they run.</summary>
    // A span, because a Sequential given alone is a module, not a sequence to unpack.
    public Sequential(params ReadOnlySpan<Module<Tensor, Tensor>> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module that runs at a position.</summary>
    public Module<Tensor, Tensor> this[int index] => _modules[index].Value;

    /// <summary>Appends a module, named by its position.</summary>
    public void Add(Module<Tensor, Tensor> module) => Add(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Appends a module under a name (PyTorch: an <c>OrderedDict</c> given to <c>Sequential</c>).</summary>
    /// <exception cref="ArgumentException">The name is empty or there already.</exception>
    public void Add(string name, Module<Tensor, Tensor> module)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(module);
        if (_modules.Any(entry => entry.Key == name))
        {
            throw new ArgumentException($"Sequential: there already is a module named '{name}'.", nameof(name));
        }
        _modules.Add(new(name, module));
    }

    /// <inheritdoc/>
    public IEnumerator<Module<Tensor, Tensor>> GetEnumerator() => _modules.Select(entry => entry.Value).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        foreach (var (_, module) in _modules) input = module.Forward(input);
        return input;
    }

    /// <inheritdoc/>
    protected override void VisitMembers(ModuleVisitor visitor)
    {
        base.VisitMembers(visitor);
        foreach (var (name, module) in _modules) visitor.VisitModule(name, module);
    }
}
