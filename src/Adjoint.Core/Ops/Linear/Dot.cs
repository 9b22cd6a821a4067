namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The sum of products of two lists of numbers, a single number; float32 or float64 (PyTorch: <c>dot</c>).</summary>
        /// <exception cref="ShapeException">An input has not exactly one dimension, or the sizes differ.</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        public Tensor Dot(Tensor y)
        {
            if (x.Rank != 1 || y.Rank != 1)
            {
                throw new ShapeException("dot", $"{x.Shape} x {y.Shape}: both must have exactly one dimension. Hint: Matmul takes "
                    + "matrices and batches.");
            }
            return x.Matmul(y);
        }
    }
}
