namespace Adjoint.Optim;

/// <summary>The learning rate stays as it is.</summary>
public sealed class ConstantSchedule : Schedule, INamedSchedule
{
    /// <inheritdoc/>
    public static IEnumerable<ScheduleEntry> Entries => [new("constant", () => new ConstantSchedule())];

    /// <inheritdoc/>
    public override double Factor(TrainingPosition position) => 1;
}
