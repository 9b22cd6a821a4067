namespace Adjoint.Backends;

/// <summary>
/// Runs one optimizer step over many parameters in one pass over parameter, gradient and state, on all cores, in place. Parameters without
/// a gradient are left alone.
/// </summary>
public sealed class FusedUpdate
{
    private readonly Tensor[] _parameters;
    private readonly Tensor?[] _firstStates;
    private readonly Tensor?[] _secondStates;
    private readonly UpdateTarget[] _targets;

    /// <summary>Prepares updates of the given parameters.</summary>
    /// <param name="parameters">Variables, row-major without gaps.</param>
    /// <param name="firstStates">A state tensor of each parameter's shape, or none.</param>
    /// <param name="secondStates">A second one, or none.</param>
    /// <exception cref="ArgumentException">A tensor is no variable, or a state's shape or element type differs from its
    /// parameter's.</exception>
    public FusedUpdate(
        IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor>? firstStates = null, IReadOnlyList<Tensor>? secondStates = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
        _firstStates = StatesFor(firstStates, nameof(firstStates));
        _secondStates = StatesFor(secondStates, nameof(secondStates));
        _targets = new UpdateTarget[_parameters.Length];
        foreach (var parameter in _parameters)
        {
            if (!parameter.IsContiguous || parameter.Node is { IsLeaf: false })
            {
                throw new ArgumentException("FusedUpdate: a parameter must be a variable, not a result, and row-major without gaps; "
                    + $"this {parameter.Type} is not.", nameof(parameters));
            }
        }
    }

    /// <summary>Changes every parameter that has a gradient, and its state.</summary>
    public void Run(IUpdateKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var count = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].PeekGrad is not { } gradient) continue;
            _targets[count++] = new UpdateTarget(_parameters[i], gradient, _firstStates[i], _secondStates[i]);
        }
        if (count == 0) return;
        _parameters[0].Backend.Update(kernel, _targets.AsSpan(0, count));
        for (var i = 0; i < count; i++) _targets[i].Parameter.Storage.Version++;
        Array.Clear(_targets);
    }

    private Tensor?[] StatesFor(IReadOnlyList<Tensor>? states, string argument)
    {
        if (states is null) return new Tensor?[_parameters.Length];
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (i < states.Count && states[i].Type == _parameters[i].Type && states[i].IsContiguous) continue;
            throw new ArgumentException($"FusedUpdate: state {i} must be {_parameters[i].Type} like its parameter, row-major without gaps"
                + (i < states.Count ? $", and is {states[i].Type}." : ", and is missing."), argument);
        }
        return [.. states];
    }
}
