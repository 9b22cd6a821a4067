namespace Adjoint.Data;

/// <summary>A batch of examples in memory that is used again for later batches.</summary>
internal sealed class BatchBuffer
{
    private readonly Augmenter? _augmenter;
    private readonly float[] _scratch;

    /// <param name="dataSet">The set whose examples it is to hold.</param>
    /// <param name="batchSize">As many as it can hold.</param>
    /// <param name="augmenter">Changes what is read; null if nothing does.</param>
    public BatchBuffer(DataSet dataSet, int batchSize, Augmenter? augmenter = null)
    {
        (_augmenter, _scratch) = (augmenter, new float[augmenter?.ScratchLength ?? 0]);
        Inputs = GC.AllocateUninitializedArray<float>(checked(batchSize * dataSet.InputLength));
        (Kind, TargetLength) = (dataSet.TargetKind, dataSet.TargetLength);
        Classes = Kind == TargetKind.Classes ? new long[batchSize] : [];
        Values = Kind == TargetKind.Values ? new float[checked(batchSize * TargetLength)] : [];
    }

    /// <summary>The inputs, example after example.</summary>
    public float[] Inputs { get; }

    /// <summary>What the targets are.</summary>
    public TargetKind Kind { get; }

    /// <summary>The class indices; the first <see cref="Count"/> hold. Empty where the targets are values.</summary>
    public long[] Classes { get; }

    /// <summary>The values of the targets, example after example. Empty where the targets are classes.</summary>
    public float[] Values { get; }

    /// <summary>The number of values of one target.</summary>
    public int TargetLength { get; }

    /// <summary>The number of examples.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the examples with these indices, changed as it is their turn in this epoch.</summary>
    public void Fill(DataSet dataSet, ReadOnlySpan<int> indices, int epoch)
    {
        if (Kind == TargetKind.Classes) dataSet.Read(indices, Inputs, Classes);
        else dataSet.Read(indices, Inputs, Values);
        _augmenter?.Apply(Inputs, indices, epoch, _scratch);
        Count = indices.Length;
    }
}
