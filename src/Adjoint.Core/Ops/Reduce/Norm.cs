namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The p-norm of all elements, or over the given dimensions: (sum of |x|^p)^(1/p); the greatest |x| for p infinite, and the number
        /// of elements that are not 0 for p = 0; floats. Where all elements are 0 it has a kink, and the derivative is taken as 0 (PyTorch:
        /// <c>torch.linalg.vector_norm</c>).
        /// </summary>
        /// <param name="p">The order: 0 or more, infinity included.</param>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        /// <exception cref="DTypeException">The elements are not floating-point.</exception>
        /// <exception cref="ArgumentOutOfRangeException">p is negative or NaN.</exception>
        public Tensor Norm(double p = 2, ReadOnlySpan<int> dims = default, bool keepDim = false)
        {
            Check.Float("norm", x);
            if (!(p >= 0)) throw new ArgumentOutOfRangeException(nameof(p), p, $"norm: the order p must be 0 or more, and it is {p}.");
            return p switch
            {
                0 => x.NotEqual(0).To(x.DType).Sum(dims, keepDim),
                1 => x.Abs().Sum(dims, keepDim),
                2 => x.Square().Sum(dims, keepDim).PowFlatAt0(0.5),
                double.PositiveInfinity => x.Abs().Max(dims, keepDim),
                _ => x.Abs().PowFlatAt0(p).Sum(dims, keepDim).PowFlatAt0(1 / p),
            };
        }

        /// <inheritdoc cref="Norm(Tensor, double, ReadOnlySpan{int}, bool)"/>
        public Tensor Norm(double p, int dim, bool keepDim = false) => x.Norm(p, [dim], keepDim);
    }
}
