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
    private readonly List<Tensor?>[] _states;
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
        _states = [.. _stateNames.Select(_ => new List<Tensor?>())];
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
    public IReadOnlyList<KeyValuePair<string, Tensor>> State
    {
        get
        {
            AllocateStates();
            List<KeyValuePair<string, Tensor>> state = [];
            for (var s = 0; s < _states.Length; s++)
            {
                for (var i = 0; i < _grouped.Count; i++)
                    if (_states[s][i] is { } tensor) state.Add(new($"{_stateNames[s]}.{i}", tensor));
            }
            state.Add(new(Steps, Tensor.From<long>([.. _grouped.Select(one => one.Steps)])));
            if (Memory is { } memory) state.Add(new(memory.Name, Tensor.From<double>([.. _grouped.Select(MemoryOf)])));
            return state;
        }
    }

    /// <summary>The name and first value of the number that is kept of each parameter from step to step, beside its state tensors, and
    /// saved with them; null if there is none.</summary>
    protected virtual (string Name, double Start)? Memory => null;

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
    /// A group's hyper-parameters do not go together. Nothing was changed.
    /// </exception>
    public void Step()
    {
        foreach (var one in _grouped) RequireUnconverted(one);
        foreach (var group in _groups) RequireConsistent(group);
        AllocateStates();
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
        if (Memory is { } memory)
        {
            var numbers = state[memory.Name].ToArray<double>();
            for (var i = 0; i < numbers.Length; i++) _grouped[i].Memory = numbers[i];
        }
        StepCount = stepCount;
    }

    /// <summary>The arithmetic of the step now due. This is what an optimizer of one's own implements.</summary>
    /// <param name="group">The hyper-parameters.</param>
    /// <param name="learningRate">The group's step size times the schedule's factor.</param>
    /// <param name="step">How often the parameters were changed, with this time: 1 the first time.</param>
    /// <param name="memory">The number that <see cref="Memory"/> declares, as the last step left it, to be changed for the next.</param>
    protected abstract UpdateKernel Kernel(ParameterGroup group, double learningRate, long step, ref double memory);

    /// <summary>Whether the parameters of a group need a state tensor, as most do always. Those without are not stored and take no time;
    /// one that is needed from some step on begins then. The states that may be missing come after those that may not.</summary>
    /// <param name="name">The state's name.</param>
    /// <param name="group">The group, with its present hyper-parameters.</param>
    protected virtual bool NeedsState(string name, ParameterGroup group) => true;

    /// <summary>Refuses hyper-parameters of a group that are each in their range and do not go together.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    protected virtual void RequireConsistent(ParameterGroup group)
    {
    }

    // Parameters of one group that were changed equally often share a kernel; most often all of a group do.
    private void PrepareKernels(FusedUpdate update)
    {
        if (_kernels.Length != _grouped.Count) _kernels = new UpdateKernel[_grouped.Count];
        var (made, memoryBefore) = (-1, 0.0);
        for (var i = 0; i < _kernels.Length; i++)
        {
            if (!update.HasGradient(i)) continue;
            var one = _grouped[i];
            one.Steps++;
            var memory = MemoryOf(one);
            if (made >= 0 && _grouped[made].Group == one.Group && _grouped[made].Steps == one.Steps && memory.Equals(memoryBefore))
            {
                (_kernels[i], one.Memory) = (_kernels[made], _grouped[made].Memory);
                continue;
            }
            (made, memoryBefore) = (i, memory);
            _kernels[i] = Kernel(one.Group, one.Group.LearningRate * _learningRateFactor, one.Steps, ref memory);
            one.Memory = memory;
        }
    }

    private double MemoryOf(GroupedParameter one) => one.Memory ?? Memory?.Start ?? 0;

    // The parameters are in the order of their groups.
    private void AllocateStates()
    {
        for (var s = 0; s < _states.Length; s++)
        {
            var first = 0;
            foreach (var group in _groups)
            {
                if (NeedsState(_stateNames[s], group)) Allocate(s, first, group.Parameters.Count);
                first += group.Parameters.Count;
            }
        }
    }

    private void Allocate(int state, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            if (_states[state][i] is not null) continue;
            _states[state][i] = Tensor.Full(_grouped[i].Value.Shape, _stateStart[state], _grouped[i].Value.DType);
            _update = null;
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
            for (var i = 0; i < _states.Length; i++) _states[i].Add(null);
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

        public double? Memory { get; set; }
    }
}
