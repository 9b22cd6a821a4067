namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The variance of all elements, or over the given dimensions: the sum of squared distances from the mean, over n - correction;
        /// floats. NaN if n is not above the correction and nothing varies (PyTorch: <c>torch.var</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        /// <param name="correction">1 for an estimate from a sample; 0 for the variance of the elements themselves.</param>
        /// <exception cref="DTypeException">The elements are not floating-point.</exception>
        public Tensor Var(ReadOnlySpan<int> dims = default, bool keepDim = false, double correction = 1)
        {
            Check.Float("var", x);
            var reduced = ReduceOperation.Mark(x, dims, "var");
            var centred = x - x.Mean(dims, keepDim: true);
            return new SumOperation(reduced, keepDim).Apply(centred.Square()) / Math.Max(x.CountAlong(reduced) - correction, 0);
        }

        /// <inheritdoc cref="Var(Tensor, ReadOnlySpan{int}, bool, double)"/>
        public Tensor Var(int dim, bool keepDim = false, double correction = 1) => x.Var([dim], keepDim, correction);
    }
}
