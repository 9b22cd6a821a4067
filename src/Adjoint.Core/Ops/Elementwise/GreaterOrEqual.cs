using Adjoint.Backends;

namespace Adjoint;

internal sealed class GreaterOrEqualOperation() : CompareOperation(Comparison.GreaterOrEqual), IOperationSamples
{
    public static readonly GreaterOrEqualOperation Instance = new();

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
        /// True where x is at least y, element by element with broadcasting; any element type, equal on both sides. False where either is
        /// NaN (PyTorch: <c>torch.ge</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor GreaterOrEqual(Tensor y) => GreaterOrEqualOperation.Instance.Apply(x, y);

        /// <summary>True where x is at least one number.</summary>
        public Tensor GreaterOrEqual(double y) => GreaterOrEqualOperation.Instance.Apply(x, y);
    }

    extension(Tensor)
    {
        /// <summary>True where x is at least y, element by element with broadcasting.</summary>
        public static Tensor operator >=(Tensor x, Tensor y) => GreaterOrEqualOperation.Instance.Apply(x, y);

        /// <summary>True where x is at least one number.</summary>
        public static Tensor operator >=(Tensor x, double y) => GreaterOrEqualOperation.Instance.Apply(x, y);
    }
}
