namespace Adjoint.Optim;

/// <summary>
/// The learning rate is multiplied with a factor when what is measured after each epoch has not improved for a while (PyTorch:
/// <c>ReduceLROnPlateau</c>). Tell it each measurement with <see cref="Observe"/>.
/// </summary>
public sealed class ReduceOnPlateauSchedule : Schedule, INamedSchedule
{
    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly bool _isThresholdAbsolute;
    private readonly int _cooldown;
    private readonly double _least;
    private readonly bool _isHigherBetter;
    private double _current = 1;
    private double _best;
    private long _badEpochs;
    private long _coolEpochsLeft;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="factor">What the rate is multiplied with, below 1.</param>
    /// <param name="patience">How many epochs without improvement are let pass; the next one reduces the rate.</param>
    /// <param name="threshold">What counts as an improvement: a change by at least this share of the best measurement so far.</param>
    /// <param name="isThresholdAbsolute">The threshold is a difference instead (PyTorch: <c>threshold_mode="abs"</c>).</param>
    /// <param name="cooldown">How many epochs after a reduction are not counted.</param>
    /// <param name="least">The factor that the rate is not reduced below (PyTorch: <c>min_lr</c> over the learning rate).</param>
    /// <param name="isHigherBetter">Of an accuracy the higher value is better, of a loss the lower one (PyTorch:
    /// <c>mode="max"</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ReduceOnPlateauSchedule(double factor = 0.1, int patience = 10, double threshold = 1e-4, bool isThresholdAbsolute = false,
        int cooldown = 0, double least = 0, bool isHigherBetter = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        if (!(factor is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(factor),
                FormattableString.Invariant($"factor must be at least 0 and less than 1, and is {factor}."));
        }
        (_factor, _patience, _cooldown, _isThresholdAbsolute, _isHigherBetter) =
            (factor, patience, cooldown, isThresholdAbsolute, isHigherBetter);
        (_threshold, _least) = (RequireFactor(threshold, nameof(threshold)), RequireFactor(least, nameof(least)));
        _best = isHigherBetter ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>By name: a tenth after three epochs in which the loss has not fallen.</summary>
    public static IEnumerable<ScheduleEntry> Entries => [new("plateau", () => new ReduceOnPlateauSchedule(patience: 3))];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, double>> State =>
        [new("factor", _current), new("best", _best), new("bad_epochs", _badEpochs), new("cool_epochs_left", _coolEpochsLeft)];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => _current;

    /// <inheritdoc/>
    public override void Observe(double metric)
    {
        if (IsBetter(metric)) (_best, _badEpochs) = (metric, 0);
        else _badEpochs++;
        if (_coolEpochsLeft > 0) (_coolEpochsLeft, _badEpochs) = (_coolEpochsLeft - 1, 0);
        if (_badEpochs <= _patience) return;
        _current = Math.Max(_current * _factor, Math.Min(_current, _least));
        (_badEpochs, _coolEpochsLeft) = (0, _cooldown);
    }

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var names = State.Select(entry => entry.Key).ToArray();
        if (!names.ToHashSet().SetEquals(state.Keys))
        {
            throw new ArgumentException($"{GetType().Name}: its state is {string.Join(", ", names)}, and what was given is "
                + $"{(state.Count == 0 ? "empty" : string.Join(", ", state.Keys))}.", nameof(state));
        }
        (_current, _best) = (state["factor"], state["best"]);
        (_badEpochs, _coolEpochsLeft) = ((long)state["bad_epochs"], (long)state["cool_epochs_left"]);
    }

    private bool IsBetter(double metric)
    {
        if (_isThresholdAbsolute) return _isHigherBetter ? metric > _best + _threshold : metric < _best - _threshold;
        return _isHigherBetter ? metric > _best * (1 + _threshold) : metric < _best * (1 - _threshold);
    }
}
