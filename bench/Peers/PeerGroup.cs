namespace Adjoint.Bench;

/// <summary>All variants of PyTorch for one twin, each in its process.</summary>
internal sealed class PeerGroup(string twin) : IDisposable
{
    private readonly PeerProcess[] _processes = [.. PeerVariant.All.Select(variant => new PeerProcess(twin, variant))];

    public string Twin { get; } = twin;

    public IReadOnlyList<IContestant> Works(TimedCase work, double sampleSeconds)
    {
        var processes = work.PeerHasVariants ? _processes : _processes[..1];
        return [.. processes.SelectMany(process => work.PeerForms.Select(form => new PeerWork(process, work, form, sampleSeconds)))];
    }

    public void Dispose()
    {
        foreach (var process in _processes) process.Dispose();
    }
}
