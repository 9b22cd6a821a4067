using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Changes parameters along the gradients of one minibatch (PyTorch: <c>torch.optim.Optimizer</c>). One file an optimizer: its formula and
/// its state.
/// </summary>
public abstract class Optimizer
{
    private const string Steps = "steps";

    private readonly List<ParameterGroup> _groups = [];
    private readonly List<GroupedParameter> _grouped = [];
    private readonly List<Parameter> _parameters = [];
    private readonly string[] _stateNames;
    private readonly double[] _stateStart;
    private readonly List<Tensor>[] _states;
    private FusedUpdate? _update;
    private UpdateKernel[] _kernels = [];
    private double _learningRateFactor = 1;

    /// <summary>Prepares the optimizer for parameters and as many state tensors of each one's shape as it needs.</summary>
    /// <param name="parameters">What to change; the first group.</param>
    /// <param name="learningRate">The step size, finite and at least 0.</param>
    /// <param name="weightDecay">The weight of the decay, finite and at least 0.</param>
    /// <param name="hyperParameters">What else each group may have its own of.</param>
    /// <param name="states">Names of at most <see cref="FusedUpdate.MaxStates"/> state tensors a parameter, such as <c>momentum</c>, and
    /// the number that each is filled with at the beginning.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is given twice, or a number is out of its range.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, double weightDecay,
        ReadOnlySpan<HyperParameter> hyperParameters, params ReadOnlySpan<(string Name, double Start)> states)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _stateNames = [.. states.ToArray().Select(state => state.Name)];
        _stateStart = [.. states.ToArray().Select(state => state.Start)];
        _states = [.. _stateNames.Select(_ => new List<Tensor>())];
        Add([.. parameters],
            [HyperParameter.AtLeastZero(learningRate), HyperParameter.AtLeastZero(weightDecay), .. hyperParameters]);
    }

    /// <summary>The parameters of all groups, in order.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The parameters by the hyper-parameters they share (PyTorch: <c>param_groups</c>).</summary>
    public IReadOnlyList<ParameterGroup> Groups => _groups;

    /// <summary>The step size of the first group, and of those that are added later and get none of their own (PyTorch: <c>lr</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _groups[0].LearningRate;
        set => _groups[0].LearningRate = value;
    }

    /// <summary>
    /// What the step sizes of all groups are multiplied with: a <see cref="Schedule"/>'s business, so that each group keeps its own
    /// <see cref="ParameterGroup.LearningRate"/>. 1 unless it is set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRateFactor
    {
        get => _learningRateFactor;
        set => _learningRateFactor = HyperParameter.AtLeastZero(value, nameof(LearningRateFactor)).Value;
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>
    /// The state by name, such as <c>momentum.0</c> for the first parameter, and <c>steps</c>, how often each parameter was changed;
    /// together with <see cref="StepCount"/> all that an exact resume needs.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> State =>
    [
        .. _stateNames.SelectMany((name, state) => _states[state].Select((tensor, i) => KeyValuePair.Create($"{name}.{i}", tensor))),
        KeyValuePair.Create(Steps, Tensor.From<long>([.. _grouped.Select(one => one.Steps)])),
    ];

    /// <summary>
    /// Adds parameters with hyper-parameters of their own (PyTorch: <c>add_param_group</c>). They begin as those of the first group:
    /// <c>optimizer.AddGroup(biases).WeightDecay = 0</c>.
    /// </summary>
    /// <exception cref="ArgumentException">There are no parameters, or the optimizer has one of them already.</exception>
    public ParameterGroup AddGroup(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Add([.. parameters], _groups[0].HyperParameters);
    }

    /// <summary>Changes every parameter that has a gradient (PyTorch: <c>step()</c>).</summary>
    /// <exception cref="InvalidOperationException">
    /// A parameter's element type was changed after the optimizer was made, whose state has the old one.
    /// </exception>
    public void Step()
    {
        foreach (var one in _grouped) RequireUnconverted(one);
        var update = _update ??= new FusedUpdate([.. _grouped.Select(one => one.Value)], _states);
        StepCount++;
        PrepareKernels(update);
        update.Run(_kernels);
    }

    /// <summary>Forgets all gradients (PyTorch: <c>zero_grad()</c>).</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in _parameters) parameter.Value.ZeroGrad();
    }

    /// <summary>Restores what an optimizer of the same kind over the same parameters had.</summary>
    /// <exception cref="ArgumentException">A tensor is missing, has another shape or belongs to no such optimizer; nothing was
    /// changed.</exception>
    public void LoadState(long stepCount, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        var own = State;
        OptimizerState.Require(GetType().Name, own, state);
        var steps = state[Steps].ToArray<long>();
        if (steps.Any(count => count < 0 || count > stepCount))
            throw new ArgumentException($"{GetType().Name}: a parameter cannot have been changed {steps.Max()} or {steps.Min()} times in "
                + $"{stepCount} steps.", nameof(state));
        foreach (var (name, tensor) in own) tensor.CopyFrom(state[name]);
        for (var i = 0; i < steps.Length; i++) _grouped[i].Steps = steps[i];
        StepCount = stepCount;
    }

    /// <summary>The arithmetic of the step now due. This is what an optimizer of one's own implements.</summary>
    /// <param name="group">The hyper-parameters.</param>
    /// <param name="learningRate">The group's step size times the schedule's factor.</param>
    /// <param name="step">How often the parameters were changed, with this time: 1 the first time.</param>
    protected abstract UpdateKernel Kernel(ParameterGroup group, double learningRate, long step);

    // Parameters of one group that were changed equally often share a kernel; most often all of a group do.
    private void PrepareKernels(FusedUpdate update)
    {
        if (_kernels.Length != _grouped.Count) _kernels = new UpdateKernel[_grouped.Count];
        var made = -1;
        for (var i = 0; i < _kernels.Length; i++)
        {
            if (!update.HasGradient(i)) continue;
            var one = _grouped[i];
            one.Steps++;
            var isShared = made >= 0 && _grouped[made].Group == one.Group && _grouped[made].Steps == one.Steps;
            _kernels[i] = isShared ? _kernels[made] : Kernel(one.Group, one.Group.LearningRate * _learningRateFactor, one.Steps);
            made = i;
        }
    }

    private ParameterGroup Add(Parameter[] parameters, IEnumerable<HyperParameter> hyperParameters)
    {
        var optimizer = GetType().Name;
        if (parameters.Length == 0)
            throw new ArgumentException($"{optimizer}: there are no parameters to optimise.", nameof(parameters));
        if (parameters.Concat(_parameters).Distinct().Count() < parameters.Length + _parameters.Count)
        {
            throw new ArgumentException($"{optimizer}: a parameter is given twice and would be changed twice a step.",
                nameof(parameters));
        }
        var group = new ParameterGroup(optimizer, parameters, hyperParameters);
        _groups.Add(group);
        _parameters.AddRange(parameters);
        foreach (var parameter in parameters)
        {
            _grouped.Add(new GroupedParameter(parameter, group));
            for (var i = 0; i < _states.Length; i++) _states[i].Add(Tensor.Full(parameter.Shape, _stateStart[i], parameter.DType));
        }
        _update = null;
        return group;
    }

    private void RequireUnconverted(GroupedParameter one)
    {
        if (ReferenceEquals(one.Parameter.Value, one.Value)) return;
        throw new InvalidOperationException($"{GetType().Name}: parameter {one.Parameter} was {one.Value.Type} when the optimizer was made. "
            + "Hint: make the optimizer after Module.To.");
    }

    private sealed class GroupedParameter(Parameter parameter, ParameterGroup group)
    {
        public Parameter Parameter => parameter;

        public ParameterGroup Group => group;

        public Tensor Value { get; } = parameter.Value;

        public long Steps { get; set; }
    }
}
