namespace Adjoint.Optim;

/// <summary>
/// The learning rate falls by the same factor in each period, evenly within it (PyTorch: <c>ExponentialLR</c>, which takes an epoch for the
/// period): factor^(t / period).
/// </summary>
public sealed class ExponentialSchedule : Schedule, INamedSchedule
{
    private readonly double _factor;
    private readonly TrainingSpan _per;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="factor">What the rate is multiplied with in one period (PyTorch: <c>gamma</c>).</param>
    /// <param name="per">The period; an epoch if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public ExponentialSchedule(double factor, TrainingSpan? per = null) =>
        (_factor, _per) = (RequireFactor(factor, nameof(factor)), per ?? TrainingSpan.Epochs(1));

    /// <summary>By name: to a hundredth over the whole run.</summary>
    public static IEnumerable<ScheduleEntry> Entries => [new("exponential", () => new ExponentialSchedule(0.01, TrainingSpan.WholeRun))];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => Math.Pow(_factor, _per.PartDone(position));
}
