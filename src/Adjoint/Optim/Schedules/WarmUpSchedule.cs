namespace Adjoint.Optim;

/// <summary>
/// The learning rate rises evenly from a small part of its value (Goyal et al., 2017), and then follows another schedule over what is left of
/// the run (PyTorch: <c>SequentialLR</c> of <c>LinearLR</c> and the other).
/// </summary>
public sealed class WarmUpSchedule : Schedule, INamedSchedule
{
    private readonly TrainingSpan _length;
    private readonly Schedule _then;
    private readonly double _start;

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
    public override IReadOnlyList<KeyValuePair<string, double>> State => _then.State;

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position)
    {
        var length = (long)Math.Ceiling(_length.StepsIn(position));
        return position.Step < length
            ? _start + (1 - _start) * position.Step / length
            : _then.Factor(position with { Step = position.Step - length, Steps = Math.Max(0, position.Steps - length) });
    }

    /// <inheritdoc/>
    public override void Observe(double metric) => _then.Observe(metric);

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, double> state) => _then.LoadState(state);

    private static WarmUpSchedule ATwentieth(Schedule then) => new(TrainingSpan.Share(0.05), then);
}
