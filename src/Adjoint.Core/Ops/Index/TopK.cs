namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The greatest elements along a dimension in descending order, and their positions (int64); of equal ones the first (PyTorch:
        /// <c>topk</c>).
        /// </summary>
        /// <param name="count">How many.</param>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="largest">False for the least elements, in ascending order.</param>
        /// <exception cref="ShapeException">The dimension does not exist or has fewer elements.</exception>
        public (Tensor Values, Tensor Positions) TopK(int count, int dim = -1, bool largest = true)
        {
            dim = x.Shape.Normalize(dim, "topk");
            if (count < 0 || count > x.Shape[dim])
            {
                throw new ShapeException("topk", $"{count} elements cannot be taken from dimension {dim} of shape {x.Shape}, which "
                    + $"has {x.Shape[dim]}.");
            }
            var positions = x.ArgSort(dim, descending: largest).Narrow(dim, 0, count);
            return (x.Gather(dim, positions), positions);
        }
    }
}
