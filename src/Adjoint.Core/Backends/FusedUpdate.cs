namespace Adjoint.Backends;

/// <summary>
/// Runs one optimizer step over many parameters in one pass over parameter, gradient and state, on all cores, in place. Parameters without
/// a gradient are left alone.
/// </summary>
public sealed class FusedUpdate
{
    /// <summary>The greatest number of state tensors a parameter.</summary>
    public const int MaxStates = 3;

    private readonly Tensor[] _parameters;
    private readonly Tensor[][] _states;
    private readonly UpdateTarget[] _targets;

    /// <summary>Prepares updates of the given parameters.</summary>
    /// <param name="parameters">Variables, row-major without gaps.</param>
    /// <param name="states">Up to <see cref="MaxStates"/> lists, each with a state tensor of each parameter's shape, or null for a parameter
    /// that has no such state: its kernel finds those that it has at the front.</param>
    /// <exception cref="ArgumentException">A tensor is no variable, a state's shape or element type differs from its parameter's, or there
    /// are too many states.</exception>
    public FusedUpdate(IReadOnlyList<Tensor> parameters, params IReadOnlyList<IReadOnlyList<Tensor?>> states)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(states);
        if (states.Count > MaxStates)
        {
            throw new ArgumentException($"FusedUpdate: {states.Count} states a parameter are more than the {MaxStates} that fit into one "
                + "pass.", nameof(states));
        }
        _parameters = [.. parameters];
        foreach (var parameter in _parameters)
        {
            if (!parameter.IsContiguous || parameter.Node is { IsLeaf: false })
            {
                throw new ArgumentException("FusedUpdate: a parameter must be a variable, not a result, and row-major without gaps; "
                    + $"this {parameter.Type} is not.", nameof(parameters));
            }
        }
        _states = [.. _parameters.Select((_, i) => StatesOf(i, states))];
        _targets = new UpdateTarget[_parameters.Length];
    }

    /// <summary>Whether a parameter has a gradient, so that <see cref="Run(ReadOnlySpan{UpdateKernel})"/> will change it.</summary>
    public bool HasGradient(int parameter) => _parameters[parameter].PeekGrad is not null;

    /// <summary>Changes every parameter that has a gradient, and its state.</summary>
    /// <param name="kernels">What to do with each parameter; those of parameters without a gradient are not looked at.</param>
    /// <exception cref="ArgumentException">There are not as many kernels as parameters.</exception>
    public void Run(ReadOnlySpan<UpdateKernel> kernels)
    {
        RequireOneEach(kernels.Length, nameof(kernels));
        var count = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].PeekGrad is { } gradient) _targets[count++] = new(kernels[i], _parameters[i], gradient, _states[i]);
        }
        Run(count);
    }

    /// <summary>Changes every parameter, with the given tensors in the place of gradients.</summary>
    /// <param name="kernel">What to do with each.</param>
    /// <param name="gradients">One a parameter, of its shape and element type, row-major without gaps.</param>
    /// <exception cref="ArgumentException">One is missing or of another type.</exception>
    public void Run(UpdateKernel kernel, IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(gradients);
        RequireOneEach(gradients.Count, nameof(gradients));
        for (var i = 0; i < _parameters.Length; i++)
        {
            RequireLike(_parameters[i], gradients[i], $"gradient {i}", nameof(gradients));
            _targets[i] = new(kernel, _parameters[i], gradients[i], _states[i]);
        }
        Run(_parameters.Length);
    }

    private void Run(int count)
    {
        if (count == 0) return;
        _parameters[0].Backend.Update(_targets.AsSpan(0, count));
        for (var i = 0; i < count; i++) _targets[i].Parameter.Storage.Version++;
        Array.Clear(_targets);
    }

    private Tensor[] StatesOf(int parameter, IReadOnlyList<IReadOnlyList<Tensor?>> states)
    {
        List<Tensor> own = [];
        foreach (var list in states)
        {
            if (parameter >= list.Count) throw new ArgumentException($"FusedUpdate: state {parameter} is missing.", nameof(states));
            if (list[parameter] is not { } state) continue;
            RequireLike(_parameters[parameter], state, $"state {parameter}", nameof(states));
            own.Add(state);
        }
        return [.. own];
    }

    private void RequireOneEach(int count, string argument)
    {
        if (count == _parameters.Length) return;
        throw new ArgumentException($"FusedUpdate: there are {count} {argument} for {_parameters.Length} parameters.", argument);
    }

    private static void RequireLike(Tensor parameter, Tensor tensor, string what, string argument)
    {
        if (tensor.Type == parameter.Type && tensor.IsContiguous) return;
        throw new ArgumentException($"FusedUpdate: {what} must be {parameter.Type} like its parameter, row-major without gaps, and is "
            + $"{tensor.Type}.", argument);
    }
}
