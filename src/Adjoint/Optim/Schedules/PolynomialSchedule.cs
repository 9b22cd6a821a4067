namespace Adjoint.Optim;

/// <summary>The learning rate falls to zero as (1 - t / length)^power (PyTorch: <c>PolynomialLR</c>).</summary>
public sealed class PolynomialSchedule : Schedule, INamedSchedule
{
    private readonly double _power;
    private readonly TrainingSpan _over;

    /// <summary>Prepares the schedule.</summary>
    /// <param name="power">The power, at least 0: 1 for an even fall, more for a fall that is fast at first.</param>
    /// <param name="over">The length; the whole run if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The power is negative or not finite.</exception>
    public PolynomialSchedule(double power = 2, TrainingSpan? over = null) =>
        (_power, _over) = (RequireFactor(power, nameof(power)), over ?? TrainingSpan.WholeRun);

    /// <inheritdoc/>
    public static IEnumerable<ScheduleEntry> Entries => [new("polynomial", () => new PolynomialSchedule())];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => Math.Pow(1 - Math.Min(1, _over.PartDone(position)), _power);
}
