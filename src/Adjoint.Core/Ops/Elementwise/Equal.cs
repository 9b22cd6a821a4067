using Adjoint.Backends;

namespace Adjoint;

internal sealed class EqualOperation() : CompareOperation(Comparison.Equal), IOperationSamples
{
    public static readonly EqualOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([2, 3])),
        new(Instance, SampleInput.Index([2, 1, 3], 3), SampleInput.Index([4, 1], 3)),
        new(Instance, SampleInput.Mask([3]), SampleInput.Mask([])),
    ];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// True where x equals y, element by element with broadcasting; any element type, equal on both sides. NaN equals nothing, itself
        /// included (PyTorch: <c>torch.eq</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor Equal(Tensor y) => EqualOperation.Instance.Apply(x, y);

        /// <summary>True where x equals one number.</summary>
        public Tensor Equal(double y) => EqualOperation.Instance.Apply(x, y);
    }
}
