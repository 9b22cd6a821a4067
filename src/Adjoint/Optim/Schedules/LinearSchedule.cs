namespace Adjoint.Optim;

/// <summary>
/// The learning rate falls evenly from its full value to zero at the end of training (PyTorch: <c>LinearLR(1, 0)</c>), so that the last
/// steps settle what the first ones found.
/// </summary>
public sealed class LinearSchedule : Schedule, INamedSchedule
{
    /// <inheritdoc/>
    public static IEnumerable<ScheduleEntry> Entries => [new("linear", new LinearSchedule())];

    /// <inheritdoc/>
    public override double Factor(double progress) => 1 - progress;
}
