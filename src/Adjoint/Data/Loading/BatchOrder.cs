namespace Adjoint.Data;

/// <summary>
/// Which examples make up which batch: a pure function of the set's count and these settings, so a run can be taken up again anywhere.
/// </summary>
/// <param name="Count">The number of examples.</param>
/// <param name="BatchSize">The number of examples of a batch.</param>
/// <param name="Shuffle">Whether each epoch has an order of its own; else it is the set's.</param>
/// <param name="DropLast">Whether a last batch with fewer examples is left out.</param>
/// <param name="Seed">What the orders depend on, with the epoch's number.</param>
internal sealed record BatchOrder(int Count, int BatchSize, bool Shuffle, bool DropLast, ulong Seed)
{
    /// <summary>The number of batches of an epoch.</summary>
    public int BatchCount => DropLast ? Count / BatchSize : (int)(((long)Count + BatchSize - 1) / BatchSize);

    /// <summary>Writes the order of an epoch: a permutation that depends only on the count, the seed and the epoch.</summary>
    public void Fill(int[] order, int epoch)
    {
        if (Shuffle)
        {
            Permutation.Fill(order, Seed, (ulong)epoch);
            return;
        }

        for (var i = 0; i < order.Length; i++) order[i] = i;
    }

    /// <summary>The part of an epoch's order that is one batch.</summary>
    public ReadOnlySpan<int> Batch(int[] order, int batch)
    {
        var start = batch * BatchSize;
        return order.AsSpan(start, Math.Min(BatchSize, Count - start));
    }
}
