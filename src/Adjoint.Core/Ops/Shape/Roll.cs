namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The elements moved along a dimension; what leaves at one end comes in at the other; any element type (PyTorch: <c>roll</c>).
        /// </summary>
        /// <param name="shift">By how many positions; negative towards the front.</param>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <exception cref="ShapeException">The dimension does not exist.</exception>
        public Tensor Roll(int shift, int dim)
        {
            dim = x.Shape.Normalize(dim, "roll");
            var size = x.Shape[dim];
            if (size == 0) return x;
            var moved = shift % size;
            if (moved < 0) moved += size;
            return moved == 0 ? x : Tensor.Concat([x.Narrow(dim, size - moved, moved), x.Narrow(dim, 0, size - moved)], dim);
        }
    }
}
