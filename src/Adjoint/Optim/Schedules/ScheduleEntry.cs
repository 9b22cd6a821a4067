namespace Adjoint.Optim;

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
/// <param name="Create">Makes a schedule for one run.</param>
public sealed record ScheduleEntry(string Name, Func<Schedule> Create)
{
    /// <summary>The schedule of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static ScheduleEntry Find(string name) =>
        ScheduleCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownNameException("schedule", name, ScheduleCatalogue.Entries.Select(entry => entry.Name));
}
