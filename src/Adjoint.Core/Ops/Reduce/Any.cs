namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// True where any element is not 0 (or true), among all or over the given dimensions; false of no elements; any element type
        /// (PyTorch: <c>torch.any</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        public Tensor Any(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new SumOperation(ReduceOperation.Mark(x, dims, "any"), keepDim).Apply(x.NotEqual(0).To(DType.Int64)) > 0;

        /// <inheritdoc cref="Any(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor Any(int dim, bool keepDim = false) => x.Any([dim], keepDim);
    }
}
