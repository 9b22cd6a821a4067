namespace Adjoint.Optim;

/// <summary>
/// The learning rate rises evenly from a small part of its value (Goyal et al., 2017), and then follows another schedule over what is left of
/// the run (PyTorch: <c>SequentialLR</c> of <c>LinearLR</c> and the other). The other is not told what is measured while the rate rises.
/// </summary>
public sealed class WarmUpSchedule : Schedule, INamedSchedule
{
    private const string Rising = "is_rising";
    private const string Then = "then_";

    // Of a share of the run, such as 0.07 of 100 steps, rounding may leave a little more than the whole number it is.
    private const double Rounding = 1e-12;

    private readonly TrainingSpan _length;
    private readonly Schedule _then;
    private readonly double _start;
    private bool _isRising;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="length">How long the rate rises.</param>
    /// <param name="then">What follows; it sees a run that begins when the rise is over.</param>
    /// <param name="start">The factor of the first step; not 0, which would waste it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public WarmUpSchedule(TrainingSpan length, Schedule then, double start = 0.01)
    {
        ArgumentNullException.ThrowIfNull(then);
        (_length, _then, _start) = (length, then, RequireFactor(start, nameof(start)));
    }

    /// <summary>By name: a twentieth of the run, before the schedule in the name.</summary>
    public static IEnumerable<ScheduleEntry> Entries =>
    [
        new("warmup-constant", () => ATwentieth(new ConstantSchedule())),
        new("warmup-linear", () => ATwentieth(new LinearSchedule())),
        new("warmup-cosine", () => ATwentieth(new CosineSchedule())),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, double>> State => _then.State is { Count: > 0 } state
        ? [new(Rising, _isRising ? 1 : 0), .. state.Select(entry => KeyValuePair.Create(Then + entry.Key, entry.Value))]
        : [];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position)
    {
        var length = (long)Math.Ceiling(_length.StepsIn(position) * (1 - Rounding));
        _isRising = position.Step < length;
        return _isRising
            ? _start + (1 - _start) * position.Step / length
            : _then.Factor(position with { Step = position.Step - length, Steps = Math.Max(0, position.Steps - length) });
    }

    /// <inheritdoc/>
    public override void Observe(double metric)
    {
        if (!_isRising) _then.Observe(metric);
    }

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_then.State.Count == 0)
        {
            base.LoadState(state);
            return;
        }
        if (!state.TryGetValue(Rising, out var rising) || state.Keys.Any(key => key != Rising && !IsOfThen(key)))
        {
            var given = state.Count == 0 ? "empty" : string.Join(", ", state.Keys);
            throw new ArgumentException($"{nameof(WarmUpSchedule)}: its state is {string.Join(", ", State.Select(entry => entry.Key))}, "
                + $"and what was given is {given}.", nameof(state));
        }
        _then.LoadState(state.Where(entry => IsOfThen(entry.Key)).ToDictionary(entry => entry.Key[Then.Length..], entry => entry.Value));
        _isRising = rising != 0;
    }

    private static bool IsOfThen(string key) => key.StartsWith(Then, StringComparison.Ordinal);

    private static WarmUpSchedule ATwentieth(Schedule then) => new(TrainingSpan.Share(0.05), then);
}
