namespace Adjoint.Data;

/// <summary>
/// A finite, indexable set of labelled examples: inputs as float32 of one shape, targets as class indices. PyTorch's <c>Dataset</c>,
/// read a batch at a time.
/// </summary>
public abstract class DataSet
{
    /// <summary>The name under which the catalogue knows the set, such as "mnist".</summary>
    public abstract string Name { get; }

    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>The shape of one input, such as [1, 28, 28] (channels, height, width).</summary>
    public abstract IReadOnlyList<int> InputShape { get; }

    /// <summary>The names of the classes; a target is an index into them.</summary>
    public abstract IReadOnlyList<string> Classes { get; }

    /// <summary>The number of values of one input: the product of <see cref="InputShape"/>.</summary>
    public int InputLength
    {
        get
        {
            // By index: an enumerator of the interface would be an allocation a batch.
            var (shape, length) = (InputShape, 1);
            for (var dim = 0; dim < shape.Count; dim++) length = checked(length * shape[dim]);
            return length;
        }
    }

    /// <summary>
    /// Copies the examples with these indices, in this order, scaled to network input. Any number of threads may read at once.
    /// </summary>
    /// <param name="indices">Example numbers, from 0 to <see cref="Count"/> - 1; repeats are allowed.</param>
    /// <param name="inputs">Room for <c>indices.Length * InputLength</c> values, written example after example.</param>
    /// <param name="targets">Room for <c>indices.Length</c> class indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in the set.</exception>
    /// <exception cref="ArgumentException"><paramref name="inputs"/> or <paramref name="targets"/> is too short.</exception>
    public void Read(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        var needed = (long)indices.Length * InputLength;
        if (inputs.Length < needed)
            throw new ArgumentException(
                $"{indices.Length} examples of '{Name}' need room for {needed} values, found {inputs.Length}.", nameof(inputs));
        if (targets.Length < indices.Length)
            throw new ArgumentException(
                $"{indices.Length} examples need room for as many targets, found {targets.Length}.", nameof(targets));
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"'{Name}' holds examples 0 to {Count - 1}.");
        }

        ReadCore(indices, inputs[..(int)needed], targets[..indices.Length]);
    }

    /// <summary>
    /// Does what <see cref="Read"/> says; the indices are known to be in the set and the spans to have the right lengths.
    /// </summary>
    protected internal abstract void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets);
}
