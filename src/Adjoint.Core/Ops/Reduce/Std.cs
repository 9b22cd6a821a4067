namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The standard deviation of all elements, or over the given dimensions: the square root of the variance;
        /// floats. Where nothing varies it has a kink, and the derivative is taken as 0 (PyTorch: <c>torch.std</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        /// <param name="correction">1 for an estimate from a sample; 0 for the deviation of the elements themselves.</param>
        /// <exception cref="DTypeException">The elements are not floating-point.</exception>
        public Tensor Std(ReadOnlySpan<int> dims = default, bool keepDim = false, double correction = 1)
        {
            Check.Float("std", x);
            return x.Var(dims, keepDim, correction).PowFlatAt0(0.5);
        }

        /// <inheritdoc cref="Std(Tensor, ReadOnlySpan{int}, bool, double)"/>
        public Tensor Std(int dim, bool keepDim = false, double correction = 1) => x.Std([dim], keepDim, correction);
    }
}
