namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// True where no element is 0 (or false), among all or over the given dimensions; true of no elements; any element type
        /// (PyTorch: <c>torch.all</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        public Tensor All(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new SumOperation(ReduceOperation.Mark(x, dims, "all"), keepDim).Apply(x.Equal(0).To(DType.Int64)).Equal(0);

        /// <inheritdoc cref="All(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor All(int dim, bool keepDim = false) => x.All([dim], keepDim);
    }
}
