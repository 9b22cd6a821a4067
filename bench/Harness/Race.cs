namespace Adjoint.Bench;

/// <summary>
/// Takes samples of all contestants in rounds, each once a round, so that drift and busy neighbours hit all of them alike.
/// </summary>
internal sealed class Race
{
    private const int RoundsBeforeDropping = 3;

    // A variant of the peer that is this much slower than its best one will not win any more.
    private const double Hopeless = 1.5;

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
            if (round == RoundsBeforeDropping) DropHopeless(theirs);
            ours.TakeOne();
            foreach (var samples in theirs) samples.TakeOne();
        }
        return new Race(ours, theirs.MinBy(samples => samples.Best));
    }

    private static void DropHopeless(List<SampleList> samples)
    {
        if (samples.Count == 0) return;
        var limit = Hopeless * samples.Min(s => s.Best);
        samples.RemoveAll(s => s.Best > limit);
    }
}
