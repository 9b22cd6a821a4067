namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The mean of all elements, or over the given dimensions; floats; NaN of no elements (PyTorch: <c>torch.mean</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        /// <exception cref="DTypeException">The elements are not floating-point.</exception>
        public Tensor Mean(ReadOnlySpan<int> dims = default, bool keepDim = false)
        {
            Check.Float("mean", x);
            var reduced = ReduceOperation.Mark(x, dims, "mean");
            return new SumOperation(reduced, keepDim).Apply(x) / x.CountAlong(reduced);
        }

        /// <inheritdoc cref="Mean(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor Mean(int dim, bool keepDim = false) => x.Mean([dim], keepDim);

        /// <summary>How many elements are folded into one.</summary>
        internal double CountAlong(ReadOnlySpan<bool> reduced)
        {
            var count = 1.0;
            for (var dim = 0; dim < reduced.Length; dim++) count *= reduced[dim] ? x.Shape[dim] : 1;
            return count;
        }
    }
}
