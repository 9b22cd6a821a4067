namespace Adjoint.Optim;

/// <summary>
/// The learning rate falls along half a cosine (Loshchilov and Hutter, 2017; PyTorch: <c>CosineAnnealingLR</c>):
/// least + (1 - least) (1 + cos(pi t / length)) / 2, and stays at the least.
/// </summary>
public sealed class CosineSchedule : Schedule, INamedSchedule
{
    private readonly double _least;
    private readonly TrainingSpan _over;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="least">The factor at the end (PyTorch: <c>eta_min</c> over the learning rate).</param>
    /// <param name="over">The length; the whole run if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public CosineSchedule(double least = 0, TrainingSpan? over = null) =>
        (_least, _over) = (RequireFactor(least, nameof(least)), over ?? TrainingSpan.WholeRun);

    /// <inheritdoc/>
    public static IEnumerable<ScheduleEntry> Entries => [new("cosine", () => new CosineSchedule())];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => Fall(1, _least, Math.Min(1, _over.PartDone(position)));

    /// <summary>From one value to another along half a cosine.</summary>
    internal static double Fall(double from, double to, double part) => to + (from - to) * (1 + Math.Cos(Math.PI * part)) / 2;
}
