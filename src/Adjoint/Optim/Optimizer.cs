using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>Changes parameters along their gradients. One file an optimizer: its formula and its state.</summary>
public abstract class Optimizer
{
    private readonly FusedUpdate _update;
    private readonly Tensor[] _values;
    private readonly List<KeyValuePair<string, Tensor>> _state = [];
    private double _learningRate;

    /// <summary>Prepares the optimizer for parameters and as many state tensors of each one's shape as it needs.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">The step size, finite and at least 0.</param>
    /// <param name="stateNames">Names of at most two state tensors a parameter, such as <c>momentum</c>; they begin as zeros.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is given twice, or a number is out of its range.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, params ReadOnlySpan<string> stateNames)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters];
        if (Parameters.Count == 0)
            throw new ArgumentException($"{GetType().Name}: there are no parameters to optimise.", nameof(parameters));
        if (Parameters.Distinct().Count() < Parameters.Count)
        {
            throw new ArgumentException($"{GetType().Name}: a parameter is given twice and would be changed twice a step.",
                nameof(parameters));
        }
        LearningRate = learningRate;
        _values = [.. Parameters.Select(parameter => parameter.Value)];
        _update = new FusedUpdate(_values, CreateState(stateNames, 0), CreateState(stateNames, 1));
    }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The step size (PyTorch: <c>lr</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set
        {
            RequireAtLeastZero(value, nameof(LearningRate));
            _learningRate = value;
        }
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>The state tensors by name, such as <c>momentum.0</c>; together with <see cref="StepCount"/> all that an exact resume
    /// needs.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> State => _state;

    /// <summary>Changes every parameter that has a gradient (PyTorch: <c>step()</c>).</summary>
    /// <exception cref="InvalidOperationException">
    /// A parameter's element type was changed after the optimizer was made, whose state has the old one.
    /// </exception>
    public void Step()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (ReferenceEquals(Parameters[i].Value, _values[i])) continue;
            throw new InvalidOperationException($"{GetType().Name}: parameter {Parameters[i]} was {_values[i].Type} when the optimizer was "
                + "made. "
                + "Hint: make the optimizer after Module.To.");
        }
        StepCount++;
        _update.Run(Kernel());
    }

    /// <summary>Forgets all gradients (PyTorch: <c>zero_grad()</c>).</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters) parameter.Value.ZeroGrad();
    }

    /// <summary>Restores what an optimizer of the same kind over the same parameters had.</summary>
    /// <exception cref="ArgumentException">A tensor is missing, has another shape or belongs to no such optimizer; nothing was
    /// changed.</exception>
    public void LoadState(long stepCount, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        foreach (var (name, tensor) in _state)
        {
            if (!state.TryGetValue(name, out var given) || given.Type != tensor.Type)
            {
                throw new ArgumentException($"{GetType().Name}: its state needs {name} as {tensor.Type}"
                    + (given is null ? ", which is missing." : $", and it is {given.Type}."), nameof(state));
            }
        }
        if (state.Count > _state.Count)
        {
            var unknown = state.Keys.Except(_state.Select(entry => entry.Key));
            throw new ArgumentException($"{GetType().Name}: its state has no {string.Join(", ", unknown)}: it is the state of another "
                + "optimizer.", nameof(state));
        }
        foreach (var (name, tensor) in _state) tensor.CopyFrom(state[name]);
        StepCount = stepCount;
    }

    /// <summary>The arithmetic of the step now due, with <see cref="StepCount"/> counting it. This is what an optimizer of one's own
    /// implements.</summary>
    protected abstract IUpdateKernel Kernel();

    private protected static void RequireAtLeastZero(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name,
                FormattableString.Invariant($"{name} must be a finite number of at least 0, and is {value}."));
    }

    private protected static void RequireFraction(double value, string name)
    {
        if (!(value is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(name,
                FormattableString.Invariant($"{name} must be at least 0 and less than 1, and is {value}."));
    }

    private Tensor[]? CreateState(ReadOnlySpan<string> names, int index)
    {
        if (index >= names.Length) return null;
        var name = names[index];
        var tensors = Parameters.Select(parameter => Tensor.Zeros(parameter.Shape, parameter.Value.DType)).ToArray();
        for (var i = 0; i < tensors.Length; i++) _state.Add(new($"{name}.{i}", tensors[i]));
        return tensors;
    }
}
