namespace Adjoint.Training;

/// <summary>Sums up losses and hits batch by batch, in double precision and in order, so that a resumed run sums the same.</summary>
public sealed class ScoreSum
{
    /// <summary>Sum of the losses of the examples.</summary>
    public double Loss { get; private set; }

    /// <summary>Examples whose class was the most likely one.</summary>
    public long Hits { get; private set; }

    /// <summary>All examples.</summary>
    public int Count { get; private set; }

    /// <summary>The score so far; NaN over no examples.</summary>
    public Score Score => new(Loss / Count, (double)Hits / Count, Count);

    /// <summary>Starts from sums that were saved.</summary>
    public static ScoreSum From(double loss, long hits, int count) => new() { Loss = loss, Hits = hits, Count = count };

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The mean loss of its examples.</param>
    /// <param name="logits">Scores [batch, classes].</param>
    /// <param name="targets">Class indices, at least [batch].</param>
    public void Add(double meanLoss, Tensor logits, ReadOnlySpan<long> targets)
    {
        ArgumentNullException.ThrowIfNull(logits);
        var count = logits.Shape[0];
        Loss += meanLoss * count;
        Count += count;
        var predicted = Predictions(logits);
        for (var i = 0; i < count; i++)
        {
            if (predicted[i] == targets[i]) Hits++;
        }
    }

    private static long[] Predictions(Tensor logits) => logits.Detach().ArgMax(1).ToArray<long>();
}
