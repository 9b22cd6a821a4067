using Adjoint.Backends;

namespace Adjoint;

internal sealed class MaxOperation(bool[] reduced, bool keepDim) : ExtremumOperation(Reduction.Maximum, reduced, keepDim), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new MaxOperation([true, true], false), SampleInput.Distinct([2, 3])),
        new(new MaxOperation([false, true, false], true), SampleInput.Distinct([2, 3, 4])),
        new(new MaxOperation([true, false, true], false), SampleInput.Distinct([2, 3, 4])),
    ];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The greatest of all elements, or over the given dimensions; NaN if one of them is; floats or int64. Several equal ones share the
        /// gradient evenly (PyTorch: <c>torch.amax</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist, is given twice, or has no elements.</exception>
        public Tensor Max(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new MaxOperation(ReduceOperation.Mark(x, dims, "max"), keepDim).Apply(x);

        /// <inheritdoc cref="Max(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor Max(int dim, bool keepDim = false) => x.Max([dim], keepDim);
    }
}
