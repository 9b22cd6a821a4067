namespace Adjoint.Bench;

/// <summary>The variants of PyTorch for one twin, each in its process, which starts when first needed.</summary>
internal sealed class PeerGroup(string twin) : IDisposable
{
    private readonly Dictionary<PeerVariant, PeerProcess> _processes = [];

    public string Twin { get; } = twin;

    public IReadOnlyList<IContestant> Works(TimedCase work, double sampleSeconds)
    {
        foreach (var variant in work.PeerVariants.Where(variant => !_processes.ContainsKey(variant)))
        {
            _processes.Add(variant, new PeerProcess(Twin, variant));
        }
        return
        [
            .. from variant in work.PeerVariants
               from form in work.PeerForms
               select new PeerWork(_processes[variant], work, form, sampleSeconds),
        ];
    }

    public void Dispose()
    {
        foreach (var process in _processes.Values) process.Dispose();
    }
}
