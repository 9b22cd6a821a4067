namespace Adjoint.Metrics;

/// <summary>
/// One number that says how good predictions are, from as many batches as are added, summed up in double precision and in order. One file a
/// metric. Nothing is recorded: a metric measures, it is not differentiated.
/// </summary>
/// <remarks>
/// At once: <c>new Accuracy().Measure(prediction, target)</c>. Batch by batch: <see cref="Add"/> for each, then <see cref="Value"/>.
/// </remarks>
public abstract class Metric
{
    /// <summary>The short name under which logs and requirements know it, such as <c>rmse</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The number of examples added so far.</summary>
    public long Count { get; private set; }

    /// <summary>The metric over all examples added so far.</summary>
    /// <exception cref="InvalidOperationException">No example was added yet.</exception>
    public double Value => Count > 0
        ? Compute()
        : throw new InvalidOperationException($"{GetType().Name}: no examples were added, so there is nothing to measure.");

    /// <summary>Adds a batch.</summary>
    /// <param name="prediction">What was predicted; the metric says in which form.</param>
    /// <param name="target">What is right.</param>
    /// <exception cref="ShapeException">The shapes do not fit the metric or each other.</exception>
    /// <exception cref="DTypeException">An element type does not fit.</exception>
    /// <exception cref="ArgumentException">A prediction is no number, or a target is not what can be predicted.</exception>
    public void Add(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        Count += AddCore(prediction, target);
    }

    /// <summary>Forgets what was added and measures these examples alone.</summary>
    /// <inheritdoc cref="Add"/>
    /// <exception cref="InvalidOperationException">There are no examples.</exception>
    public double Measure(Tensor prediction, Tensor target)
    {
        Reset();
        Add(prediction, target);
        return Value;
    }

    /// <summary>Forgets what was added.</summary>
    public void Reset()
    {
        Count = 0;
        Sums = [];
    }

    /// <summary>What was added so far, as numbers that <see cref="Restore"/> takes back.</summary>
    public double[] Save() => [Count, .. Sums];

    /// <summary>Goes back to what <see cref="Save"/> gave.</summary>
    /// <exception cref="ArgumentException">These are not the sums of such a metric.</exception>
    public void Restore(ReadOnlySpan<double> saved)
    {
        if (saved.IsEmpty || saved[0] < 0 || saved[0] != Math.Floor(saved[0]))
            throw new ArgumentException($"{GetType().Name}: these are not the sums of a metric.", nameof(saved));
        (Count, Sums) = ((long)saved[0], saved[1..].ToArray());
    }

    /// <summary>All that was added, as numbers; empty at first. A metric lays them out as it likes.</summary>
    protected double[] Sums { get; set; } = [];

    /// <summary>Checks a batch, changes <see cref="Sums"/> by it, and says how many examples it has.</summary>
    protected abstract long AddCore(Tensor prediction, Tensor target);

    /// <summary>The metric from the sums of at least one example.</summary>
    protected abstract double Compute();
}
