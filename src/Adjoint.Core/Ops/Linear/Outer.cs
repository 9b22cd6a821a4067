namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>All products of two lists of numbers: z[i, j] = x[i] y[j]; floats or int64 (PyTorch: <c>outer</c>).</summary>
        /// <exception cref="ShapeException">An input has not exactly one dimension.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor Outer(Tensor y)
        {
            if (x.Rank != 1 || y.Rank != 1)
            {
                throw new ShapeException("outer", $"{x.Shape} x {y.Shape}: both must have exactly one dimension.");
            }
            return x.Unsqueeze(1) * y.Unsqueeze(0);
        }
    }
}
