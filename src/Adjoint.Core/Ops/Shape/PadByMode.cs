namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The tensor surrounded by zeros or by its own elements; any element type (PyTorch: <c>F.pad</c>, which lists the last dimension
        /// first).
        /// </summary>
        /// <param name="padding">Elements to add before and after, one pair for each dimension from the first on.</param>
        /// <param name="mode">What they hold. Reflected padding is less than the size of its dimension, circular padding at most the
        /// size.</param>
        /// <exception cref="ShapeException">The number of pairs is not the number of dimensions, a pair is negative, or a dimension is too
        /// small for its padding.</exception>
        public Tensor Pad(ReadOnlySpan<(int Before, int After)> padding, PaddingMode mode)
        {
            if (mode == PaddingMode.Zeros) return x.Pad(padding);
            PaddingPositions.Check(x.Shape, padding, mode);
            var result = x;
            for (var dim = 0; dim < padding.Length; dim++)
            {
                if (padding[dim] == (0, 0)) continue;
                var positions = PaddingPositions.Along(x.Shape[dim], padding[dim], mode);
                result = result.IndexSelect(dim, Tensor.From<long>(positions, [positions.Length]).To(x.Backend));
            }
            return result;
        }
    }
}

/// <summary>Which element stands at each place of a padded dimension.</summary>
internal static class PaddingPositions
{
    public static void Check(Shape shape, ReadOnlySpan<(int Before, int After)> padding, PaddingMode mode)
    {
        if (!Enum.IsDefined(mode)) throw new ArgumentOutOfRangeException(nameof(mode), ErrorText.Of("pad", $"there is no mode {mode}."));
        if (padding.Length != shape.Rank)
        {
            throw new ShapeException("pad", $"{padding.Length} pairs were given for shape {shape}; there must be one (before, after) for "
                + $"each of its {shape.Rank} dimensions.");
        }
        for (var dim = 0; dim < padding.Length; dim++) Check(shape, dim, padding[dim], mode);
    }

    public static long[] Along(int size, (int Before, int After) padding, PaddingMode mode)
    {
        var positions = new long[padding.Before + size + padding.After];
        for (var i = 0; i < positions.Length; i++) positions[i] = Position(i - padding.Before, size, mode);
        return positions;
    }

    private static long Position(int i, int size, PaddingMode mode) => mode switch
    {
        PaddingMode.Reflect when i < 0 => -i,
        PaddingMode.Reflect when i >= size => 2 * (size - 1L) - i,
        PaddingMode.Replicate => Math.Clamp(i, 0, size - 1),
        PaddingMode.Circular => ((long)i + size) % size,
        _ => i,
    };

    private static void Check(Shape shape, int dim, (int Before, int After) padding, PaddingMode mode)
    {
        var (before, after) = padding;
        var size = shape[dim];
        if (before < 0 || after < 0)
        {
            throw new ShapeException("pad", $"({before}, {after}) for dimension {dim} of shape {shape} is negative. Hint: take elements "
                + "away by a slice, as in x[1..^1].");
        }
        var most = mode switch { PaddingMode.Reflect => size - 1L, PaddingMode.Circular => size, _ => size == 0 ? 0 : int.MaxValue };
        if (Math.Max(before, after) > Math.Max(most, 0))
        {
            throw new ShapeException("pad", $"{Text(mode)} padding ({before}, {after}) needs a dimension "
                + (mode == PaddingMode.Reflect ? "larger than the padding" : "at least as large as the padding")
                + $", and dimension {dim} of shape {shape} is {size}.");
        }
        if ((long)before + size + after > Array.MaxLength)
        {
            throw new ShapeException("pad", $"dimension {dim} of shape {shape} with ({before}, {after}) around it would have "
                + FormattableString.Invariant($"{(long)before + size + after} elements, and a tensor holds at most {Array.MaxLength}."));
        }
    }

    private static string Text(PaddingMode mode) => mode switch
    {
        PaddingMode.Reflect => "reflected",
        PaddingMode.Circular => "circular",
        _ => "replicated",
    };
}
