namespace Adjoint.Optim;

/// <summary>
/// The learning rate is multiplied with a factor after each period (PyTorch: <c>StepLR</c>): factor^floor(t / period).
/// </summary>
public sealed class StepSchedule : Schedule, INamedSchedule
{
    private readonly TrainingSpan _every;
    private readonly double _factor;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="every">The period.</param>
    /// <param name="factor">What the rate is multiplied with (PyTorch: <c>gamma</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public StepSchedule(TrainingSpan every, double factor = 0.1) => (_every, _factor) = (every, RequireFactor(factor, nameof(factor)));

    /// <summary>By name: a tenth after each third of the run.</summary>
    public static IEnumerable<ScheduleEntry> Entries => [new("step", () => new StepSchedule(TrainingSpan.Share(1.0 / 3)))];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => Math.Pow(_factor, Math.Floor(_every.PartDone(position)));
}
