namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The elements from start to start + length along one dimension, as a view; any element type (PyTorch: <c>narrow</c>).
        /// </summary>
        /// <exception cref="ShapeException">The dimension does not exist, or the run of elements goes beyond it.</exception>
        public Tensor Narrow(int dim, int start, int length)
        {
            dim = x.Shape.Normalize(dim, "narrow");
            if (start < 0 || length < 0 || start > x.Shape[dim] - length)
            {
                throw new ShapeException("narrow", $"{length} elements from position {start} on do not lie in dimension {dim} of "
                    + $"shape {x.Shape}, which has {x.Shape[dim]}.");
            }
            return SliceOperation.Along(x.Shape, dim, new SliceAxis(start, length, 1)).Apply(x);
        }

        /// <summary>
        /// The elements at one position of a dimension, which is removed; a view, any element type (PyTorch: <c>select</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="index">The position, counted as in <c>x[index]</c>.</param>
        /// <exception cref="ShapeException">The dimension or the position does not exist.</exception>
        public Tensor Select(int dim, TensorIndex index)
        {
            dim = x.Shape.Normalize(dim, "select");
            return SliceOperation.Along(x.Shape, dim, index.Resolve(x.Shape, dim)).Apply(x);
        }
    }
}
