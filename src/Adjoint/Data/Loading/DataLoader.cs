namespace Adjoint.Data;

/// <summary>
/// Cuts a data set into batches, in a new order each epoch, and reads them ahead on a background thread. The order depends only on the seed
/// and the epoch's number, so a run can be taken up again at any batch of any epoch. PyTorch: <c>DataLoader</c>.
/// </summary>
public sealed class DataLoader
{
    private readonly BatchOrder _order;
    private readonly int _prefetch;
    private readonly Augmenter? _augmenter;
    // Buffers of epochs that are over, for the epochs to come.
    private readonly Stack<BatchBuffer> _free = new();

    /// <summary>Says how to cut the set; nothing is read yet.</summary>
    /// <param name="dataSet">The examples.</param>
    /// <param name="batchSize">The number of examples of a batch.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own; else it is the set's.</param>
    /// <param name="dropLast">Whether a last batch with fewer examples is left out.</param>
    /// <param name="seed">What the orders depend on, with the epoch's number.</param>
    /// <param name="prefetch">How many batches are read ahead of the one in use.</param>
    /// <param name="augmentations">Random changes of the images, in order, made as they are read; none if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size or the number of batches to read ahead is below 1.</exception>
    /// <exception cref="InvalidDataException">There are augmentations, and the inputs are no images.</exception>
    public DataLoader(DataSet dataSet, int batchSize, bool shuffle = false, bool dropLast = false, ulong seed = 0, int prefetch = 2,
        IReadOnlyList<Augmentation>? augmentations = null)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        (DataSet, _prefetch) = (dataSet, prefetch);
        if (augmentations is { Count: > 0 }) _augmenter = new Augmenter(dataSet, augmentations, seed);
        _order = new BatchOrder(dataSet.Count, batchSize, shuffle, dropLast, seed);
    }

    /// <summary>The examples.</summary>
    public DataSet DataSet { get; }

    /// <summary>The number of examples of a batch; the last one may have fewer.</summary>
    public int BatchSize => _order.BatchSize;

    /// <summary>The number of batches of an epoch.</summary>
    public int BatchCount => _order.BatchCount;

    /// <summary>The batches of an epoch as tensors, from batch <paramref name="firstBatch"/> on, read ahead on a background thread.</summary>
    /// <param name="epoch">Decides the order of the examples, with the seed.</param>
    /// <param name="firstBatch">The batch to begin with, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative, or the first batch is none of 0 to
    /// <see cref="BatchCount"/>.</exception>
    public IEnumerable<Batch> Epoch(int epoch, int firstBatch = 0)
    {
        using var reader = Read(epoch, firstBatch);
        foreach (var buffer in reader) yield return new Batch(buffer, DataSet.InputShape);
    }

    /// <summary>
    /// Reads the batches of an epoch from batch <paramref name="firstBatch"/> on. A batch holds until the next one is asked for.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative, or the first batch is none of 0 to
    /// <see cref="BatchCount"/>.</exception>
    internal BatchReader Read(int epoch, int firstBatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBatch, BatchCount);
        var ring = new BatchBuffer[Math.Min(_prefetch + 1, BatchCount - firstBatch)];
        for (var i = 0; i < ring.Length; i++) ring[i] = Rent();
        return new BatchReader(DataSet, _order, epoch, firstBatch, ring, Return);
    }

    private BatchBuffer Rent()
    {
        lock (_free)
            if (_free.TryPop(out var buffer)) return buffer;
        return new BatchBuffer(DataSet, Math.Min(BatchSize, DataSet.Count), _augmenter);
    }

    private void Return(BatchBuffer[] ring)
    {
        lock (_free)
            foreach (var buffer in ring) _free.Push(buffer);
    }
}
