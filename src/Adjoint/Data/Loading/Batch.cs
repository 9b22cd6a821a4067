namespace Adjoint.Data;

/// <summary>Some examples as tensors.</summary>
public sealed class Batch
{
    internal Batch(BatchBuffer buffer, IReadOnlyList<int> inputShape)
    {
        var count = buffer.Count;
        var inputs = Shape.Create([count, .. inputShape]);
        Inputs = Tensor.From<float>(buffer.Inputs.AsSpan(0, inputs.ElementCount), inputs);
        Targets = buffer.Kind == TargetKind.Classes
            ? Tensor.From<long>(buffer.Classes.AsSpan(0, count))
            : Tensor.From<float>(buffer.Values.AsSpan(0, count * buffer.TargetLength), [count, buffer.TargetLength]);
    }

    /// <summary>Puts tensors together to a batch, without a loader.</summary>
    /// <param name="inputs">The inputs, [batch, ...].</param>
    /// <param name="targets">The targets: class indices, int64 [batch], or values [batch, values].</param>
    /// <exception cref="ShapeException">The two do not have as many examples.</exception>
    public Batch(Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Rank == 0 || targets.Rank == 0 || inputs.Shape[0] != targets.Shape[0])
            throw new ShapeException("Batch", $"inputs {inputs.Type} and targets {targets.Type} do not have as many examples.");
        (Inputs, Targets) = (inputs, targets);
    }

    /// <summary>The number of examples.</summary>
    public int Count => Inputs.Shape[0];

    /// <summary>The inputs, float32 [batch, ...].</summary>
    public Tensor Inputs { get; }

    /// <summary>The targets: class indices, int64 [batch], or values, float32 [batch, values].</summary>
    public Tensor Targets { get; }
}
