namespace Adjoint.Optim;

/// <summary>
/// How the learning rate changes over a training run (PyTorch: <c>optim.lr_scheduler</c>). A function of the progress alone, without state,
/// so that a resumed run goes on exactly. One file a schedule.
/// </summary>
public abstract class Schedule
{
    /// <summary>What the learning rate is multiplied with.</summary>
    /// <param name="progress">The fraction of all steps that is done: 0 at the first step, below 1 at the last.</param>
    public abstract double Factor(double progress);
}

/// <summary>A schedule that has a name on the command line. The source generator strings all of them together in
/// <c>ScheduleCatalogue</c>.</summary>
[Catalogue("ScheduleCatalogue")]
public interface INamedSchedule
{
    /// <summary>The schedules that this class makes.</summary>
    static abstract IEnumerable<ScheduleEntry> Entries { get; }
}

/// <summary>A schedule that has a name.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="Schedule">The schedule.</param>
public sealed record ScheduleEntry(string Name, Schedule Schedule)
{
    /// <summary>The schedule of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static ScheduleEntry Find(string name) =>
        ScheduleCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownNameException("schedule", name, ScheduleCatalogue.Entries.Select(entry => entry.Name));
}
