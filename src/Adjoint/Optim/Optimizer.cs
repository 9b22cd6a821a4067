using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>Changes parameters along their gradients. One file an optimizer: its formula and its state.</summary>
public abstract class Optimizer
{
    private readonly FusedUpdate _update;
    private readonly List<KeyValuePair<string, Tensor>> _state = [];
    private double _learningRate;

    /// <summary>Prepares the optimizer for parameters and as many state tensors of each one's shape as it needs.</summary>
    private protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, params ReadOnlySpan<string> stateNames)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters];
        if (Parameters.Count == 0) throw new ArgumentException($"{GetType().Name}: there are no parameters to optimise.", nameof(parameters));
        LearningRate = learningRate;
        var values = Parameters.Select(parameter => parameter.Value).ToArray();
        _update = new FusedUpdate(values, CreateState(stateNames, 0), CreateState(stateNames, 1));
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

    /// <summary>The state tensors by name, such as <c>momentum.0</c>; together with <see cref="StepCount"/> all that an exact resume needs.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> State => _state;

    /// <summary>Changes every parameter that has a gradient (PyTorch: <c>step()</c>).</summary>
    public void Step()
    {
        StepCount++;
        _update.Run(Kernel());
    }

    /// <summary>Forgets all gradients (PyTorch: <c>zero_grad()</c>).</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters) parameter.Value.ZeroGrad();
    }

    /// <summary>Restores what an optimizer of the same kind over the same parameters had.</summary>
    /// <exception cref="ArgumentException">A tensor is missing or has another shape; nothing was changed.</exception>
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
        foreach (var (name, tensor) in _state) tensor.CopyFrom(state[name]);
        StepCount = stepCount;
    }

    /// <summary>The arithmetic of the step now due, with <see cref="StepCount"/> counting it.</summary>
    private protected abstract IUpdateKernel Kernel();

    private protected static void RequireAtLeastZero(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(name, $"{name} must be a finite number of at least 0, and is {value}.");
    }

    private protected static void RequireFraction(double value, string name)
    {
        if (!(value is >= 0 and < 1)) throw new ArgumentOutOfRangeException(name, $"{name} must be at least 0 and less than 1, and is {value}.");
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
