namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Views of one size after another along a dimension; the last is smaller if they do not go in; any element type (PyTorch:
        /// <c>split</c>).
        /// </summary>
        /// <param name="size">The size of each part.</param>
        /// <param name="dim">The dimension to divide; negative ones count from the end.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the size is less than 1.</exception>
        public Tensor[] Split(int size, int dim = 0)
        {
            dim = x.Shape.Normalize(dim, "split");
            if (size < 1) throw new ShapeException("split", $"a part must have a size of at least 1, and {size} was given.");
            // An empty dimension is one empty part.
            var parts = new Tensor[Math.Max((x.Shape[dim] - 1) / size + 1, 1)];
            for (var i = 0; i < parts.Length; i++) parts[i] = x.Narrow(dim, i * size, Math.Min(size, x.Shape[dim] - i * size));
            return parts;
        }

        /// <summary>Views of the given sizes along a dimension; any element type (PyTorch: <c>split</c> with a list).</summary>
        /// <param name="sizes">The sizes of the parts; their sum is that of the dimension.</param>
        /// <param name="dim">The dimension to divide; negative ones count from the end.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the sizes do not add up to it.</exception>
        public Tensor[] Split(ReadOnlySpan<int> sizes, int dim = 0)
        {
            dim = x.Shape.Normalize(dim, "split");
            var total = 0L;
            foreach (var size in sizes) total += size;
            if (total != x.Shape[dim])
            {
                throw new ShapeException("split", $"the sizes [{string.Join(", ", sizes.ToArray())}] add up to {total}, and "
                    + $"dimension {dim} of shape {x.Shape} has {x.Shape[dim]}.");
            }
            var parts = new Tensor[sizes.Length];
            var start = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = x.Narrow(dim, start, sizes[i]);
                start += sizes[i];
            }
            return parts;
        }

        /// <summary>
        /// A number of views of nearly equal size along a dimension: each but the last has the size divided by the count, rounded up, so
        /// there may be fewer; any element type (PyTorch: <c>chunk</c>).
        /// </summary>
        /// <param name="count">The greatest number of parts.</param>
        /// <param name="dim">The dimension to divide; negative ones count from the end.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the count is less than 1.</exception>
        public Tensor[] Chunk(int count, int dim = 0)
        {
            if (count < 1) throw new ShapeException("chunk", $"there must be at least 1 part, and {count} were asked for.");
            var size = x.Shape[x.Shape.Normalize(dim, "chunk")];
            return x.Split(Math.Max((size + count - 1) / count, 1), dim);
        }
    }
}
