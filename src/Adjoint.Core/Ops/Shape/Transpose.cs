namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>A view with two dimensions swapped; any element type (PyTorch: <c>transpose</c>).</summary>
        /// <param name="dim0">One dimension; negative ones count from the end.</param>
        /// <param name="dim1">The other dimension.</param>
        /// <exception cref="ShapeException">A dimension does not exist.</exception>
        public Tensor Transpose(int dim0, int dim1)
        {
            var (first, second) = (x.Shape.Normalize(dim0, "transpose"), x.Shape.Normalize(dim1, "transpose"));
            var order = new int[x.Rank];
            for (var dim = 0; dim < order.Length; dim++) order[dim] = dim == first ? second : dim == second ? first : dim;
            return new PermuteOperation(order).Apply(x);
        }

        /// <summary>A matrix with rows and columns swapped, as a view (PyTorch: <c>t()</c>).</summary>
        /// <exception cref="ShapeException">The tensor is not a matrix.</exception>
        public Tensor T => x.Rank == 2
            ? x.Transpose(0, 1)
            : throw new ShapeException("T", $"swaps the two dimensions of a matrix, and the shape is {x.Shape}. Hint: "
                + "Transpose(dim0, dim1) or Permute(dims) take any shape.");
    }
}
