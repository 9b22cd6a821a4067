namespace Adjoint.Data;

/// <summary>A view of some examples of another set, in a given order. PyTorch: <c>Subset</c>.</summary>
public sealed class Subset : DataSet
{
    private const int StackIndices = 256;

    private readonly DataSet _source;
    private readonly int[] _indices;

    /// <summary>The examples of <paramref name="source"/> with these indices, numbered anew from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in the source.</exception>
    public Subset(DataSet source, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        (_source, _indices) = (source, [.. indices]);
        foreach (var index in _indices)
        {
            if ((uint)index >= (uint)source.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"'{source.Name}' holds examples 0 to {source.Count - 1}.");
        }
    }

    /// <inheritdoc/>
    public override string Name => _source.Name;

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<int> InputShape => _source.InputShape;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes => _source.Classes;

    /// <inheritdoc/>
    public override IReadOnlyList<string> TargetNames => _source.TargetNames;

    /// <inheritdoc/>
    public override float Background(int channel) => _source.Background(channel);

    /// <summary>
    /// Cuts a set in two at random: <paramref name="heldOut"/> examples to validate on, the rest to train on. The cut depends only on the
    /// seed and the set's count; both parts keep the set's order. PyTorch: <c>random_split</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> is negative or more than the set holds.</exception>
    public static (Subset Train, Subset Validation) RandomSplit(DataSet source, int heldOut, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(heldOut);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heldOut, source.Count);
        var order = Permutation.Create(source.Count, seed, stream: 0);
        Array.Sort(order, 0, heldOut);
        Array.Sort(order, heldOut, order.Length - heldOut);
        return (new Subset(source, order[heldOut..]), new Subset(source, order[..heldOut]));
    }

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        var length = InputLength;
        Span<int> mapped = stackalloc int[Math.Min(indices.Length, StackIndices)];
        for (var start = 0; start < indices.Length; start += StackIndices)
        {
            var part = Map(indices, start, mapped);
            _source.ReadCore(part, inputs.Slice(start * length, part.Length * length), targets.Slice(start, part.Length));
        }
    }

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets)
    {
        var (length, values) = (InputLength, TargetLength);
        Span<int> mapped = stackalloc int[Math.Min(indices.Length, StackIndices)];
        for (var start = 0; start < indices.Length; start += StackIndices)
        {
            var part = Map(indices, start, mapped);
            _source.ReadCore(part, inputs.Slice(start * length, part.Length * length),
                targets.Slice(start * values, part.Length * values));
        }
    }

    private ReadOnlySpan<int> Map(ReadOnlySpan<int> indices, int start, Span<int> mapped)
    {
        var part = indices.Slice(start, Math.Min(StackIndices, indices.Length - start));
        for (var i = 0; i < part.Length; i++) mapped[i] = _indices[part[i]];
        return mapped[..part.Length];
    }
}
