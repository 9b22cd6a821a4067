namespace Adjoint.Bench;

/// <summary>
/// Takes samples of all contestants in rounds, each once a round, so that drift and busy neighbours hit all of them alike.
/// </summary>
internal sealed class Race
{
    // A variant of the peer that is so many times as slow as its best one will not win any more: after one round, and after three.
    private static readonly (int Rounds, double Ratio)[] s_hopeless = [(1, 3), (3, 1.5)];

    private Race(SampleList own, SampleList? peer)
    {
        Own = own;
        Peer = peer;
    }

    /// <summary>Our samples.</summary>
    public SampleList Own { get; }

    /// <summary>The samples of the peer's best variant; null without a peer.</summary>
    public SampleList? Peer { get; }

    /// <param name="own">Our side.</param>
    /// <param name="peers">The peer's variants; the best one counts.</param>
    /// <param name="rounds">Samples of each.</param>
    public static Race Run(IContestant own, IReadOnlyList<IContestant> peers, int rounds)
    {
        own.Prepare();
        foreach (var peer in peers) peer.Prepare();
        var ours = new SampleList(own);
        var theirs = peers.Select(peer => new SampleList(peer)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, ratio) in s_hopeless.Where(limit => limit.Rounds == round)) DropSlowerThan(ratio, theirs);
            ours.TakeOne();
            foreach (var samples in theirs) samples.TakeOne();
        }
        return new Race(ours, theirs.MinBy(samples => samples.Best));
    }

    private static void DropSlowerThan(double ratio, List<SampleList> samples)
    {
        if (samples.Count == 0) return;
        var limit = ratio * samples.Min(s => s.Best);
        samples.RemoveAll(s => s.Best > limit);
    }
}
