namespace Adjoint.Data;

/// <summary>A batch of examples in memory that is used again for later batches.</summary>
internal sealed class BatchBuffer(int batchSize, int inputLength)
{
    /// <summary>The inputs, example after example; the first <c>Count * inputLength</c> values hold.</summary>
    public float[] Inputs { get; } = GC.AllocateUninitializedArray<float>(checked(batchSize * inputLength));

    /// <summary>The class indices; the first <see cref="Count"/> hold.</summary>
    public long[] Targets { get; } = new long[batchSize];

    /// <summary>The number of examples.</summary>
    public int Count { get; set; }
}
