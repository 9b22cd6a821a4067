using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>One piece of work that both sides do in a loop.</summary>
/// <param name="Name">The measurement's name, by which the twin knows the work too.</param>
/// <param name="Config">Sizes and choices; the twin gets them as they are.</param>
/// <param name="Prepare">Sets the work up and returns one run of it.</param>
internal sealed record TimedCase(string Name, JsonObject Config, Func<Action> Prepare)
{
    /// <summary>The unit of the time of one call.</summary>
    public TimeUnit Unit { get; init; } = TimeUnit.Microseconds;

    /// <summary>How many calls a run stands for; the twin does as many.</summary>
    public int CallsPerRun { get; init; } = 1;

    /// <summary>The variants of the twin beyond threads and libraries, such as its memory formats.</summary>
    public IReadOnlyList<string> PeerForms { get; init; } = [""];

    /// <summary>
    /// Which variants of the library can be the twin's best; all of them unless it is known that some never are, or that its speed depends
    /// on none of what they set, as that of plain Python.
    /// </summary>
    public IReadOnlyList<PeerVariant> PeerVariants { get; init; } = PeerVariant.All;
}

/// <summary>A unit of time in reports.</summary>
internal sealed record TimeUnit(string Metric, double PerSecond)
{
    public static TimeUnit Microseconds { get; } = new("us_per_call", 1e6);

    public static TimeUnit Milliseconds { get; } = new("ms_per_step", 1e3);
}
