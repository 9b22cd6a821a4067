using System.Runtime.CompilerServices;

namespace Adjoint.Data;

/// <summary>
/// A finite, indexable set of labelled examples: inputs as float32 of one shape, targets as class indices or as values. PyTorch's
/// <c>Dataset</c>, read a batch at a time.
/// </summary>
/// <remarks>
/// A set whose targets are classes names them in <see cref="Classes"/> and overrides the <c>ReadCore</c> that writes class indices; one
/// whose targets are values, to regress on, names those in <see cref="TargetNames"/> and overrides the one that writes values.
/// </remarks>
public abstract class DataSet
{
    /// <summary>The name under which the catalogue knows the set, such as "mnist".</summary>
    public abstract string Name { get; }

    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>The shape of one input, such as [1, 28, 28] (channels, height, width).</summary>
    public abstract IReadOnlyList<int> InputShape { get; }

    /// <summary>The names of the classes; a target is an index into them. Empty where the targets are values.</summary>
    public virtual IReadOnlyList<string> Classes => [];

    /// <summary>
    /// The names of the values that make up one target, such as "price". Empty where the targets are classes.
    /// </summary>
    public virtual IReadOnlyList<string> TargetNames => [];

    /// <summary>What a target is: a class, or as many values as there are <see cref="TargetNames"/>.</summary>
    public TargetKind TargetKind => TargetNames.Count > 0 ? TargetKind.Values : TargetKind.Classes;

    /// <summary>The number of values of one target; 0 where the targets are classes.</summary>
    public int TargetLength => TargetNames.Count;

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

    /// <summary>What an empty pixel of a channel is read as, with which augmentation fills what comes into an image: black.</summary>
    public virtual float Background(int channel) => 0;

    /// <summary>
    /// Copies the examples with these indices, in this order, scaled to network input. Any number of threads may read at once.
    /// </summary>
    /// <param name="indices">Example numbers, from 0 to <see cref="Count"/> - 1; repeats are allowed.</param>
    /// <param name="inputs">Room for <c>indices.Length * InputLength</c> values, written example after example.</param>
    /// <param name="targets">Room for <c>indices.Length</c> class indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in the set.</exception>
    /// <exception cref="ArgumentException"><paramref name="inputs"/> or <paramref name="targets"/> is too short.</exception>
    /// <exception cref="InvalidOperationException">The targets of this set are values.</exception>
    public void Read(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        RequireKind(TargetKind.Classes);
        RequireIndices(indices);
        ReadCore(indices, Room(inputs, indices.Length, InputLength), Room(targets, indices.Length, 1));
    }

    /// <summary>As the other <c>Read</c>, for a set whose targets are values.</summary>
    /// <param name="indices">Example numbers, from 0 to <see cref="Count"/> - 1; repeats are allowed.</param>
    /// <param name="inputs">Room for <c>indices.Length * InputLength</c> values, written example after example.</param>
    /// <param name="targets">Room for <c>indices.Length * TargetLength</c> values, written example after example.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in the set.</exception>
    /// <exception cref="ArgumentException"><paramref name="inputs"/> or <paramref name="targets"/> is too short.</exception>
    /// <exception cref="InvalidOperationException">The targets of this set are classes.</exception>
    public void Read(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets)
    {
        RequireKind(TargetKind.Values);
        RequireIndices(indices);
        ReadCore(indices, Room(inputs, indices.Length, InputLength), Room(targets, indices.Length, TargetLength));
    }

    /// <summary>
    /// Does what <c>Read</c> says for classes; the indices are known to be in the set and the spans to have the right lengths.
    /// </summary>
    protected internal virtual void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets) =>
        throw new NotSupportedException($"{GetType().Name} has targets that are classes and does not read them.");

    /// <summary>
    /// Does what <c>Read</c> says for values; the indices are known to be in the set and the spans to have the right lengths.
    /// </summary>
    protected internal virtual void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets) =>
        throw new NotSupportedException($"{GetType().Name} has targets that are values and does not read them.");

    private void RequireKind(TargetKind asked)
    {
        if (asked == TargetKind) return;
        throw new InvalidOperationException(asked == TargetKind.Classes
            ? $"'{Name}' has values as targets ({string.Join(", ", TargetNames)}), and class indices are asked for."
            : $"'{Name}' has classes as targets, and values are asked for.");
    }

    private void RequireIndices(ReadOnlySpan<int> indices)
    {
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"'{Name}' holds examples 0 to {Count - 1}.");
        }
    }

    private Span<T> Room<T>(Span<T> given, int examples, int length, [CallerArgumentExpression(nameof(given))] string? name = null)
    {
        var needed = (long)examples * length;
        if (given.Length >= needed) return given[..(int)needed];
        throw new ArgumentException(
            $"{examples} examples of '{Name}' need room for {needed} {name}, {length} each; found room for {given.Length}.", name);
    }
}
