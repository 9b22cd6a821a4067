namespace Adjoint.Optim;

/// <summary>
/// The learning rate goes evenly from one factor to another, and stays there (PyTorch: <c>LinearLR</c>); unless said otherwise from its full
/// value to zero at the end of training, so that the last steps settle what the first ones found.
/// </summary>
public sealed class LinearSchedule : Schedule, INamedSchedule
{
    private readonly double _start;
    private readonly double _end;
    private readonly TrainingSpan _over;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="start">The factor of the first step.</param>
    /// <param name="end">The factor at the end.</param>
    /// <param name="over">How long it takes; the whole run if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public LinearSchedule(double start = 1, double end = 0, TrainingSpan? over = null) =>
        (_start, _end, _over) = (RequireFactor(start, nameof(start)), RequireFactor(end, nameof(end)), over ?? TrainingSpan.WholeRun);

    /// <inheritdoc/>
    public static IEnumerable<ScheduleEntry> Entries => [new("linear", () => new LinearSchedule())];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => _start + (_end - _start) * Math.Min(1, _over.PartDone(position));
}
