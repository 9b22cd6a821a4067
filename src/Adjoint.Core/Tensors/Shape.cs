using System.Collections;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// The sizes of a tensor along its dimensions; immutable and shared freely between tensors. Write one as a collection
/// expression: <c>Tensor.Zeros([2, 3])</c>. The empty shape <c>[]</c> is that of a single number.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEnumerable<int>, IEquatable<Shape>
{
    private readonly int[] _sizes;
    private readonly int[] _strides;

    /// <summary>The shape of a single number: no dimensions, one element.</summary>
    public static Shape Scalar { get; } = new([]);

    private Shape(int[] sizes)
    {
        _sizes = sizes;
        _strides = new int[sizes.Length];
        long count = 1;
        // With a size of 0 there are no elements; the other sizes still count for the strides.
        for (var dim = sizes.Length - 1; dim >= 0; dim--)
        {
            if (sizes[dim] < 0)
            {
                throw new ShapeException($"A size cannot be negative: dimension {dim} of [{string.Join(", ", sizes)}] is {sizes[dim]}.");
            }
            _strides[dim] = (int)count;
            count *= Math.Max(sizes[dim], 1);
            if (count > Array.MaxLength)
            {
                throw new ShapeException(
                    $"The shape [{string.Join(", ", sizes)}] has too many elements: a tensor holds at most {Array.MaxLength:N0}.");
            }
        }
        ElementCount = sizes.Contains(0) ? 0 : (int)count;
    }

    /// <summary>Makes a shape from its sizes. A size may be 0.</summary>
    /// <exception cref="ShapeException">A size is negative, or the number of elements exceeds what an array can hold.</exception>
    public static Shape Create(ReadOnlySpan<int> sizes) => sizes.IsEmpty && Scalar is not null ? Scalar : new Shape(sizes.ToArray());

    /// <summary>The number of dimensions (PyTorch: <c>ndim</c>).</summary>
    public int Rank => _sizes.Length;

    /// <summary>The number of elements: the product of all sizes (PyTorch: <c>numel</c>).</summary>
    public int ElementCount { get; }

    /// <summary>The size along a dimension; negative dimensions count from the end.</summary>
    public int this[int dim] => _sizes[dim < 0 ? dim + _sizes.Length : dim];

    /// <summary>The size along a dimension, as in <c>shape[^1]</c>.</summary>
    public int this[Index dim] => _sizes[dim];

    /// <summary>All sizes.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Steps in elements from one index to the next, row-major without gaps.</summary>
    internal int[] ContiguousStrides => _strides;

    /// <inheritdoc/>
    public bool Equals(Shape? other) => ReferenceEquals(this, other) || (other is not null && Sizes.SequenceEqual(other._sizes));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <summary>Equal sizes in equal order.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Not equal sizes in equal order.</summary>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in _sizes) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>The sizes in brackets: <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _sizes)}]";

    /// <summary>Enumerates the sizes.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _sizes.GetEnumerator();

    /// <summary>A dimension counted from the front: -1 becomes the last one.</summary>
    internal int Normalize(int dim, string operation)
    {
        if (dim >= -Rank && dim < Rank) return dim < 0 ? dim + Rank : dim;
        throw new ShapeException(operation, Rank == 0
            ? $"dim {dim} does not exist: the tensor is a single number and has no dimensions."
            : $"dim {dim} does not exist in shape {this}; it must lie in {-Rank}..{Rank - 1}.");
    }

    /// <summary>The shape two tensors are stretched to by NumPy's rule: sizes are aligned at the end; equal, or one of them is 1.</summary>
    internal static Shape Broadcast(Shape left, Shape right, string operation)
    {
        if (left.Equals(right)) return left;
        if (right.Rank == 0) return left;
        if (left.Rank == 0) return right;
        var rank = Math.Max(left.Rank, right.Rank);
        var sizes = new int[rank];
        for (var dim = 1; dim <= rank; dim++)
        {
            var l = dim <= left.Rank ? left._sizes[^dim] : 1;
            var r = dim <= right.Rank ? right._sizes[^dim] : 1;
            if (l != r && l != 1 && r != 1)
            {
                throw new ShapeException(operation, $"shapes {left} and {right} do not fit together: aligned at the end, "
                    + $"dimension {-dim} is {l} on the left and {r} on the right. Sizes must be equal, or one of them 1.");
            }
            sizes[^dim] = l == 1 ? r : l;
        }
        if (left.Sizes.SequenceEqual(sizes)) return left;
        return right.Sizes.SequenceEqual(sizes) ? right : new Shape(sizes);
    }
}
