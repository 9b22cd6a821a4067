using Adjoint.Backends;

namespace Adjoint;

internal sealed class ArgminOperation(int dim, bool keepDim) : PositionOperation(Reduction.Minimum, dim, keepDim), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ArgminOperation(0, false), SampleInput.Distinct([3])),
        new(new ArgminOperation(1, true), SampleInput.Distinct([2, 3, 4])),
        new(new ArgminOperation(2, false), SampleInput.Index([2, 3, 4], 3)),
    ];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The position of the least element along a dimension, the first of several; that of the first NaN if there is one; int64, of
        /// floats or int64, without a gradient (PyTorch: <c>torch.argmin</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepDim">Keep the dimension with size 1.</param>
        /// <exception cref="ShapeException">The dimension does not exist or has no elements.</exception>
        public Tensor ArgMin(int dim, bool keepDim = false) => new ArgminOperation(x.Shape.Normalize(dim, "argmin"), keepDim).Apply(x);

        /// <summary>The position of the least of all elements, counted row by row.</summary>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Tensor ArgMin() => new ArgminOperation(0, keepDim: false).Apply(x.Reshape([x.ElementCount]));
    }
}
