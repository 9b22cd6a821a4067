namespace Adjoint.Backends;

/// <summary>
/// What is normalised together. The input is seen as [<paramref name="Batch"/>, <paramref name="Groups"/>, <paramref name="Channels"/>,
/// <paramref name="Inner"/>], row-major. The elements of one group share a mean and a variance: those of each example alone, or, with
/// <paramref name="AcrossBatch"/>, those of all examples (then a group is one channel). Weight and bias have one number a channel,
/// [Groups, Channels].
/// </summary>
/// <param name="Batch">The number of examples.</param>
/// <param name="Groups">The number of groups of an example.</param>
/// <param name="Channels">The number of channels of a group.</param>
/// <param name="Inner">The number of elements of a channel.</param>
/// <param name="AcrossBatch">Statistics over all examples, as in batch normalisation.</param>
/// <param name="IsCentred">False for root mean squares: the mean is taken for 0.</param>
/// <param name="AreStatisticsGiven">True if mean and variance are inputs, not taken from the elements.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal readonly record struct NormalizationGeometry(
    int Batch, int Groups, int Channels, int Inner, bool AcrossBatch, bool IsCentred, bool AreStatisticsGiven, double Epsilon)
{
    /// <summary>The number of means.</summary>
    public int StatisticsCount => AcrossBatch ? Groups : Batch * Groups;

    /// <summary>The number of weights.</summary>
    public int WeightCount => Groups * Channels;

    /// <summary>The number of elements that share a mean.</summary>
    public int Count => (AcrossBatch ? Batch : 1) * Channels * Inner;

    /// <summary>The channel, and so the weight, of the element at a place of the row-major input.</summary>
    public int ChannelOf(int place) => place / Inner % WeightCount;

    /// <summary>The places of the elements that share a mean, in order.</summary>
    public IEnumerable<int> PlacesOf(int group)
    {
        var length = Channels * Inner;
        var step = AcrossBatch ? Groups * length : 1;
        for (var run = 0; run < (AcrossBatch ? Batch : 1); run++)
        {
            for (var i = 0; i < length; i++) yield return group * length + run * step + i;
        }
    }
}
