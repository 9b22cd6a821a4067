namespace Adjoint.Nn;

/// <summary>
/// Receives the members of one module by name: its own parameters, state and child modules. The source generator writes the calls; a module
/// that overrides <see cref="Module.VisitMembers"/> itself writes them by hand.
/// </summary>
public sealed class ModuleVisitor
{
    private readonly Module _owner;
    private readonly HashSet<string> _names = [];
    private readonly List<KeyValuePair<string, Parameter>> _parameters = [];
    private readonly List<KeyValuePair<string, StateTensor>> _stateTensors = [];
    private readonly List<KeyValuePair<string, Module>> _modules = [];

    internal ModuleVisitor(Module owner) => _owner = owner;

    internal IReadOnlyList<KeyValuePair<string, Parameter>> Parameters => _parameters;

    internal IReadOnlyList<KeyValuePair<string, StateTensor>> StateTensors => _stateTensors;

    internal IReadOnlyList<KeyValuePair<string, Module>> Modules => _modules;

    /// <summary>A parameter of the module's own; null is left out.</summary>
    public void VisitParameter(string name, Parameter? parameter)
    {
        if (parameter is not null) _parameters.Add(new(Unique(name), parameter));
    }

    /// <summary>State of the module's own; null is left out.</summary>
    public void VisitStateTensor(string name, StateTensor? state)
    {
        if (state is not null) _stateTensors.Add(new(Unique(name), state));
    }

    /// <summary>A child module; null is left out.</summary>
    public void VisitModule(string name, Module? module)
    {
        if (module is not null) _modules.Add(new(Unique(name), module));
    }

    /// <summary>
    /// The elements of an array or list, named <c>name.0</c>, <c>name.1</c>, ... as in PyTorch's ModuleList and ParameterList.
    /// </summary>
    public void VisitEach<T>(string name, IEnumerable<T>? items, Action<ModuleVisitor, string, T> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (items is null) return;
        var index = 0;
        foreach (var item in items) visit(this, $"{name}.{index++}", item);
    }

    /// <summary>The values of a dictionary, named <c>name.key</c>, as in PyTorch's ModuleDict and ParameterDict.</summary>
    public void VisitEntries<T>(string name, IEnumerable<KeyValuePair<string, T>>? entries, Action<ModuleVisitor, string, T> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (entries is null) return;
        foreach (var (key, item) in entries) visit(this, $"{name}.{key}", item);
    }

    private string Unique(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_names.Add(name)) return name;
        throw new InvalidOperationException(
            $"{_owner.TypeName} has two members with the state name '{name}'. Hint: give one of them another with [StateName(\"...\")].");
    }
}
