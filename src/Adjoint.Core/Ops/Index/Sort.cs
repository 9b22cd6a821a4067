namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The elements in order along a dimension, and their positions (int64) before. Equal elements keep their order; NaN counts as the
        /// largest; the gradient of each value goes to the element it was (PyTorch: <c>sort(stable=True)</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="descending">Largest first.</param>
        /// <exception cref="ShapeException">The dimension does not exist.</exception>
        public (Tensor Values, Tensor Positions) Sort(int dim = -1, bool descending = false)
        {
            var positions = x.ArgSort(dim, descending);
            return (x.Gather(dim, positions), positions);
        }
    }
}
