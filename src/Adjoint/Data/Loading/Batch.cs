namespace Adjoint.Data;

/// <summary>Some examples as tensors.</summary>
public sealed class Batch
{
    internal Batch(BatchBuffer buffer, IReadOnlyList<int> inputShape)
    {
        Inputs = Tensor.From<float>(buffer.Inputs.AsSpan(0, buffer.Count * (buffer.Inputs.Length / buffer.Targets.Length)), Shape.Create([buffer.Count, .. inputShape]));
        Targets = Tensor.From<long>(buffer.Targets.AsSpan(0, buffer.Count));
        Classes = buffer.Targets.AsMemory(0, buffer.Count);
    }

    /// <summary>The inputs, float32 [batch, ...].</summary>
    public Tensor Inputs { get; }

    /// <summary>The class indices, int64 [batch].</summary>
    public Tensor Targets { get; }

    /// <summary>The class indices without a tensor around them; they hold until the next batch is asked for.</summary>
    internal ReadOnlyMemory<long> Classes { get; }
}
