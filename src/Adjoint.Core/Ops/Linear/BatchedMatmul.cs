using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// Matrix products over batch dimensions that broadcast, without copies: neighbouring batch dimensions whose strides allow it are merged,
/// the innermost goes to the kernel, the others are looped over.
/// </summary>
internal static class BatchedMatmul
{
    /// <summary>result = x [.., m, k] y [.., k, n] for the given sizes of the batch dimensions; the result is row-major.</summary>
    public static void Run(Tensor x, Tensor y, ReadOnlySpan<int> batchSizes, Tensor result)
    {
        Span<Batch> batches = stackalloc Batch[batchSizes.Length];
        var count = Merge(x, y, batchSizes, batches);
        var rows = x.Shape[^2];
        // One matrix on the right for all on the left, whose rows follow one another: one taller product.
        if (count > 0 && batches[0].StrideY == 0 && batches[0].StrideX == rows * x.Strides[^2])
        {
            rows *= batches[0].Size;
            batches[1..count].CopyTo(batches);
            count--;
        }
        var inner = count > 0 ? batches[0] : new Batch(1, 0, 0);
        var outer = count > 0 ? batches[1..count] : [];
        var shapeX = Shape.Create([inner.Size, rows, x.Shape[^1]]);
        var shapeY = Shape.Create([inner.Size, y.Shape[^2], y.Shape[^1]]);
        var shape = Shape.Create([inner.Size, rows, y.Shape[^1]]);
        int[] stridesX = [inner.StrideX, x.Strides[^2], x.Strides[^1]];
        int[] stridesY = [inner.StrideY, y.Strides[^2], y.Strides[^1]];
        for (var start = 0; start < result.ElementCount; start += shape.ElementCount)
        {
            var (offsetX, offsetY) = Offsets(outer, start / shape.ElementCount);
            result.Backend.Matmul(
                x.View(shapeX, stridesX, x.Offset + offsetX), y.View(shapeY, stridesY, y.Offset + offsetY), null,
                result.View(shape, shape.ContiguousStrides, result.Offset + start));
        }
    }

    // From the innermost outwards.
    private static int Merge(Tensor x, Tensor y, ReadOnlySpan<int> batchSizes, Span<Batch> batches)
    {
        var count = 0;
        for (var dim = 1; dim <= batchSizes.Length; dim++)
        {
            var size = batchSizes[^dim];
            if (size == 1) continue;
            var (strideX, strideY) = (StrideOf(x, dim + 2), StrideOf(y, dim + 2));
            if (count > 0 && batches[count - 1] is var last && strideX == last.StrideX * last.Size && strideY == last.StrideY * last.Size)
            {
                batches[count - 1] = last with { Size = last.Size * size };
            }
            else
            {
                batches[count++] = new Batch(size, strideX, strideY);
            }
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StrideOf(Tensor x, int dimFromEnd) => x.Rank < dimFromEnd || x.Shape[^dimFromEnd] == 1 ? 0 : x.Strides[^dimFromEnd];

    private static (int X, int Y) Offsets(ReadOnlySpan<Batch> outer, int index)
    {
        var (x, y) = (0, 0);
        foreach (var batch in outer)
        {
            var position = index % batch.Size;
            index /= batch.Size;
            x += position * batch.StrideX;
            y += position * batch.StrideY;
        }
        return (x, y);
    }

    private readonly record struct Batch(int Size, int StrideX, int StrideY);
}
