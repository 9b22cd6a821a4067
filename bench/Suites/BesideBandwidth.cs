namespace Adjoint.Bench;

/// <summary>
/// Work of ours, each sample of which is followed by one of the memory's bandwidth: neighbours that use the memory hit both alike.
/// </summary>
/// <param name="own">The work.</param>
/// <param name="memory">Measures the bandwidth.</param>
/// <param name="seconds">How long such a measurement lasts.</param>
internal sealed class BesideBandwidth(IContestant own, Bandwidth memory, double seconds) : IContestant
{
    private readonly List<double> _bandwidths = [];

    public string Name => own.Name;

    /// <summary>In GB/s, one a sample.</summary>
    public IReadOnlyList<double> Bandwidths => _bandwidths;

    public void Prepare() => own.Prepare();

    public double Sample()
    {
        var sample = own.Sample();
        _bandwidths.Add(memory.Measure(seconds));
        return sample;
    }
}
