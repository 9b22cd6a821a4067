using System.Runtime.CompilerServices;
using Adjoint.Backends;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// A running average of weights beside the weights themselves (PyTorch: <c>optim.swa_utils.AveragedModel</c>): often better than the last
/// weights, because it settles what the last steps still shake. Update it after each step, or each epoch; look at it through
/// <see cref="Apply"/>. Made of a module, it also averages the module's state of floating-point numbers, such as the running statistics
/// of a batch normalisation, which belong to the weights they were measured with (PyTorch: <c>use_buffers=True</c>); counters stay as they
/// are.
/// </summary>
public abstract class WeightAverage
{
    private readonly StateTensor[] _states;
    private readonly Tensor[] _averages;
    private readonly FusedUpdate _update;

    private protected WeightAverage(IEnumerable<Parameter> parameters) : this(parameters, [])
    {
    }

    private protected WeightAverage(Module model) : this(ParametersOf(model), model.StateTensors().Where(state => state.DType.IsFloat))
    {
    }

    private WeightAverage(IEnumerable<Parameter> parameters, IEnumerable<StateTensor> states)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters];
        _states = [.. states];
        _averages = [.. Values().Select(value => Tensor.Zeros(value.Shape, value.DType))];
        _update = new FusedUpdate(_averages);
    }

    /// <summary>The parameters whose values are averaged.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>How often <see cref="Update"/> was called.</summary>
    public long UpdateCount { get; private set; }

    /// <summary>The averages by name, <c>average.0</c> for the first parameter, those of the module's state last; with
    /// <see cref="UpdateCount"/> all that a resume needs.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> State =>
        [.. _averages.Select((average, i) => KeyValuePair.Create($"average.{i}", average))];

    /// <summary>Takes the parameters' present values into the average; the first time they are the average.</summary>
    /// <exception cref="InvalidOperationException">A parameter's element type was changed since.</exception>
    public void Update()
    {
        RequireUnconverted();
        _update.Run(UpdateKernel.Of(new Mixing(UpdateCount == 0 ? 1 : NewShare(UpdateCount))),
            [.. Values().Select(value => value.Contiguous())]);
        UpdateCount++;
    }

    /// <summary>
    /// Puts the averages in the parameters' place until the scope ends: <c>using (average.Apply()) Evaluate();</c>. Before the first
    /// <see cref="Update"/> the parameters stay as they are.
    /// </summary>
    /// <exception cref="InvalidOperationException">A parameter's element type was changed since.</exception>
    public Scope Apply()
    {
        RequireUnconverted();
        return new Scope(this);
    }

    /// <summary>Restores what an average over the same parameters had.</summary>
    /// <exception cref="ArgumentException">A tensor is missing, has another shape or belongs to no such average; nothing was
    /// changed.</exception>
    public void LoadState(long updateCount, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(updateCount);
        OptimizerState.Require(GetType().Name, State, state);
        for (var i = 0; i < _averages.Length; i++) _averages[i].CopyFrom(state[$"average.{i}"]);
        UpdateCount = updateCount;
    }

    /// <summary>The weight of new values in the average.</summary>
    /// <param name="updates">How often the average was updated, at least once.</param>
    private protected abstract double NewShare(long updates);

    private static IReadOnlyList<Parameter> ParametersOf(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Parameters();
    }

    private IEnumerable<Tensor> Values() => [.. Parameters.Select(parameter => parameter.Value), .. _states.Select(state => state.Value)];

    private void RequireUnconverted()
    {
        var i = 0;
        foreach (var value in Values())
        {
            var average = _averages[i++];
            if (value.Type == average.Type) continue;
            var what = i <= Parameters.Count ? $"parameter {Parameters[i - 1]}" : $"state {_states[i - 1 - Parameters.Count]}";
            throw new InvalidOperationException($"{GetType().Name}: {what} was {average.Type} when the average was made. "
                + "Hint: make it after Module.To.");
        }
    }

    private static void Exchange(Tensor left, Tensor right)
    {
        var kept = left.Detach().Clone();
        left.CopyFrom(right);
        right.CopyFrom(kept);
    }

    private void ExchangeAll()
    {
        for (var i = 0; i < Parameters.Count; i++) Exchange(Parameters[i].Value, _averages[i]);
        for (var i = 0; i < _states.Length; i++)
        {
            var (kept, average) = (_states[i].Value, _averages[Parameters.Count + i]);
            _states[i].Value = average.Clone();
            average.CopyFrom(kept);
        }
    }

    private readonly struct Mixing(double share) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes average, TLanes value, ref TLanes first, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes> =>
            average = TLanes.MultiplyAdd(TLanes.Broadcast(share), value, TLanes.Broadcast(1 - share) * average);
    }

    /// <summary>While it lasts, the parameters have the averaged values.</summary>
    public ref struct Scope
    {
        private WeightAverage? _applied;

        internal Scope(WeightAverage average)
        {
            if (average.UpdateCount == 0) return;
            average.ExchangeAll();
            _applied = average;
        }

        /// <summary>Gives the parameters their own values back.</summary>
        public void Dispose()
        {
            _applied?.ExchangeAll();
            _applied = null;
        }
    }
}
