namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The dimensions from one to another as a single one, row-major: a view if strides can express it, else a copy; any element type
        /// (PyTorch: <c>flatten</c>).
        /// </summary>
        /// <param name="startDim">The first dimension to join; negative ones count from the end. Batches of images keep the first:
        /// <c>Flatten(1)</c>.</param>
        /// <param name="endDim">The last dimension to join.</param>
        /// <exception cref="ShapeException">A dimension does not exist, or the last comes before the first.</exception>
        public Tensor Flatten(int startDim = 0, int endDim = -1)
        {
            if (x.Rank == 0) return x.Reshape([1]);
            var (start, end) = (x.Shape.Normalize(startDim, "flatten"), x.Shape.Normalize(endDim, "flatten"));
            if (start > end) throw new ShapeException("flatten", $"dim {endDim} comes before dim {startDim} in shape {x.Shape}.");
            Span<int> sizes = stackalloc int[x.Rank - (end - start)];
            x.Shape.Sizes[..start].CopyTo(sizes);
            sizes[start] = 1;
            for (var dim = start; dim <= end; dim++) sizes[start] *= x.Shape[dim];
            x.Shape.Sizes[(end + 1)..].CopyTo(sizes[(start + 1)..]);
            return x.Reshape(Shape.Create(sizes));
        }
    }
}
