using Adjoint.Backends;

namespace Adjoint;

internal sealed class ArgmaxOperation(int dim, bool keepDim) : PositionOperation(Reduction.Maximum, dim, keepDim), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ArgmaxOperation(0, false), SampleInput.Distinct([3])),
        new(new ArgmaxOperation(1, true), SampleInput.Distinct([2, 3, 4])),
        new(new ArgmaxOperation(2, false), SampleInput.Index([2, 3, 4], 3)),
    ];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The position of the greatest element along a dimension, the first of several; that of the first NaN if there is one; int64, of
        /// floats or int64, without a gradient (PyTorch: <c>torch.argmax</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepDim">Keep the dimension with size 1.</param>
        /// <exception cref="ShapeException">The dimension does not exist or has no elements.</exception>
        public Tensor ArgMax(int dim, bool keepDim = false) => new ArgmaxOperation(x.Shape.Normalize(dim, "argmax"), keepDim).Apply(x);

        /// <summary>The position of the greatest of all elements, counted row by row.</summary>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Tensor ArgMax() => new ArgmaxOperation(0, keepDim: false).Apply(x.Reshape([x.ElementCount]));
    }
}
