using Adjoint.Backends;

namespace Adjoint;

internal sealed class NotEqualOperation() : CompareOperation(Comparison.NotEqual), IOperationSamples
{
    public static readonly NotEqualOperation Instance = new();

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
        /// True where x does not equal y, element by element with broadcasting; any element type, equal on both sides. NaN differs from
        /// everything, itself included (PyTorch: <c>torch.ne</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor NotEqual(Tensor y) => NotEqualOperation.Instance.Apply(x, y);

        /// <summary>True where x does not equal one number.</summary>
        public Tensor NotEqual(double y) => NotEqualOperation.Instance.Apply(x, y);
    }
}
