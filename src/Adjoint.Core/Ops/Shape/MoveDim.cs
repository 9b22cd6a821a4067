namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// A view with one dimension at another place and the others in their order; any element type (PyTorch: <c>movedim</c>).
        /// </summary>
        /// <param name="source">The dimension to move; negative ones count from the end.</param>
        /// <param name="destination">Its place in the result.</param>
        /// <exception cref="ShapeException">A dimension does not exist.</exception>
        public Tensor MoveDim(int source, int destination)
        {
            var (from, to) = (x.Shape.Normalize(source, "movedim"), x.Shape.Normalize(destination, "movedim"));
            var order = new int[x.Rank];
            for (var dim = 0; dim < order.Length; dim++)
            {
                // The dimensions between the two places step aside by one.
                order[dim] = dim == to ? from : dim >= from && dim < to ? dim + 1 : dim <= from && dim > to ? dim - 1 : dim;
            }
            return new PermuteOperation(order).Apply(x);
        }
    }
}
