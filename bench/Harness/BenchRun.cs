using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>One run of the program: what was asked for, the peer's processes, and where results go.</summary>
internal sealed class BenchRun(BenchOptions options, IReport report) : IDisposable
{
    private PeerGroup? _peers;

    public BenchOptions Options { get; } = options;

    /// <summary>Races a case against its twin, a script in <c>peers/</c>, and reports the measurement and the ratio.</summary>
    /// <returns>The samples; null if the case was not asked for.</returns>
    public Race? Time(string twin, TimedCase work)
    {
        if (!Wants(work.Name, work.Config)) return null;
        var own = new OwnWork(work.Prepare(), work.CallsPerRun, work.Unit.PerSecond, Options.SampleSeconds);
        return Compete(work.Name, work.Config, work.Unit.Metric, own, Peers(twin, work));
    }

    /// <summary>The twin's variants and forms of a case; none without <c>--peer</c>.</summary>
    public IReadOnlyList<IContestant> Peers(string twin, TimedCase work) =>
        Options.WithPeer ? PeersFor(twin).Works(work, Options.SampleSeconds) : [];

    /// <summary>Races contestants and reports the measurement and the ratio.</summary>
    public Race Compete(string name, JsonObject config, string metric, IContestant own, IReadOnlyList<IContestant> peers)
    {
        Console.Error.WriteLine($"{name} {Measurement.TextOf(config)}");
        var race = Race.Run(own, peers, Options.Rounds);
        report.Add(Measurement.Of(name, config, metric, race.Own.Values));
        if (race.Peer is not null) report.Add(Measurement.Ratio(name, config, race));
        return race;
    }

    public void Report(Measurement measurement) => report.Add(measurement);

    /// <summary>True if the option <c>--only</c> does not leave this measurement out.</summary>
    public bool Wants(string name, JsonObject config) =>
        Options.Only is null || $"{name} {Measurement.TextOf(config)}".Contains(Options.Only, StringComparison.OrdinalIgnoreCase);

    public void EndSuite()
    {
        _peers?.Dispose();
        _peers = null;
        report.EndSuite();
    }

    public void Dispose() => _peers?.Dispose();

    private PeerGroup PeersFor(string twin)
    {
        if (_peers?.Twin == twin) return _peers;
        _peers?.Dispose();
        return _peers = new PeerGroup(twin);
    }
}
