namespace Adjoint.Optim;

/// <summary>
/// The learning rate is multiplied with a factor at each of some milestones (PyTorch: <c>MultiStepLR</c>).
/// </summary>
public sealed class MultiStepSchedule : Schedule, INamedSchedule
{
    private readonly TrainingSpan[] _milestones;
    private readonly double _factor;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="milestones">When, counted from the beginning of the run.</param>
    /// <param name="factor">What the rate is multiplied with (PyTorch: <c>gamma</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public MultiStepSchedule(IEnumerable<TrainingSpan> milestones, double factor = 0.1) =>
        (_milestones, _factor) = ([.. milestones], RequireFactor(factor, nameof(factor)));

    /// <summary>By name: a tenth after half of the run, and again after three quarters.</summary>
    public static IEnumerable<ScheduleEntry> Entries =>
        [new("multi-step", () => new MultiStepSchedule([TrainingSpan.Share(0.5), TrainingSpan.Share(0.75)]))];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) =>
        Math.Pow(_factor, _milestones.Count(milestone => milestone.StepsIn(position) <= position.Step));
}
