namespace Adjoint.Nn;

public abstract partial class Module
{
    /// <summary>
    /// The names of the state, equal to those of PyTorch's <c>state_dict()</c>: module by module, first its parameters, then its other
    /// state, then its children. What is shared has a name for each of its paths.
    /// </summary>
    public IReadOnlyList<string> StateNames => [.. StateEntries().Select(entry => entry.Name)];

    /// <summary>
    /// The parameters and all other state by name, in the order of <see cref="StateNames"/> (PyTorch: <c>state_dict()</c>). The tensors are
    /// the live ones, not copies; under all paths of what is shared stands the same tensor.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> State()
    {
        var state = new OrderedDictionary<string, Tensor>();
        var values = new Dictionary<object, Tensor>();
        foreach (var entry in StateEntries())
        {
            if (!values.TryGetValue(entry.Holder, out var value)) values.Add(entry.Holder, value = entry.Value.Detach());
            state.Add(entry.Name, value);
        }
        return state;
    }

    /// <summary>
    /// Copies values into the parameters and all other state (PyTorch: <c>load_state_dict</c>, strict). Every name must be there, with the
    /// module's shape and element type, and no other; for what is shared, one of its names is enough, and the first one given counts.
    /// </summary>
    /// <exception cref="StateException">Names or types do not fit. All of them are listed, and nothing was changed.</exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var entries = StateEntries();
        StateException.ThrowIfUnfit(this, entries, state);
        var loaded = new HashSet<object>();
        foreach (var entry in entries)
        {
            if (state.TryGetValue(entry.Name, out var value) && loaded.Add(entry.Holder)) StateCopy.Into(entry.Value, value);
        }
    }

    private List<StateEntry> StateEntries()
    {
        var entries = new List<StateEntry>();
        foreach (var place in ModuleTree.Walk(this))
        {
            foreach (var (name, parameter) in place.Members.Parameters)
            {
                entries.Add(new StateEntry(ModuleTree.Join(place.Path, name), parameter, parameter.Value));
            }
            foreach (var (name, state) in place.Members.StateTensors)
            {
                entries.Add(new StateEntry(ModuleTree.Join(place.Path, name), state, state.Value));
            }
        }
        return entries;
    }
}

/// <summary>One name of the state and what holds the values: a parameter or a state tensor.</summary>
internal readonly record struct StateEntry(string Name, object Holder, Tensor Value);
