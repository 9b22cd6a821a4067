using Adjoint.Backends;

namespace Adjoint;

internal sealed class MinOperation(bool[] reduced, bool keepDim) : ExtremumOperation(Reduction.Minimum, reduced, keepDim), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new MinOperation([true, true], false), SampleInput.Distinct([2, 3])),
        new(new MinOperation([false, true, false], true), SampleInput.Distinct([2, 3, 4])),
        new(new MinOperation([true, false, true], false), SampleInput.Distinct([2, 3, 4])),
    ];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The least of all elements, or over the given dimensions; NaN if one of them is; floats or int64. Several equal ones share the
        /// gradient evenly (PyTorch: <c>torch.amin</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist, is given twice, or has no elements.</exception>
        public Tensor Min(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new MinOperation(ReduceOperation.Mark(x, dims, "min"), keepDim).Apply(x);

        /// <inheritdoc cref="Min(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor Min(int dim, bool keepDim = false) => x.Min([dim], keepDim);
    }
}
