using Adjoint.Backends;

namespace Adjoint;

internal sealed class LessOrEqualOperation() : CompareOperation(Comparison.LessOrEqual), IOperationSamples
{
    public static readonly LessOrEqualOperation Instance = new();

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
        /// True where x is at most y, element by element with broadcasting; any element type, equal on both sides. False where either is
        /// NaN (PyTorch: <c>torch.le</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor LessOrEqual(Tensor y) => LessOrEqualOperation.Instance.Apply(x, y);

        /// <summary>True where x is at most one number.</summary>
        public Tensor LessOrEqual(double y) => LessOrEqualOperation.Instance.Apply(x, y);
    }

    extension(Tensor)
    {
        /// <summary>True where x is at most y, element by element with broadcasting.</summary>
        public static Tensor operator <=(Tensor x, Tensor y) => LessOrEqualOperation.Instance.Apply(x, y);

        /// <summary>True where x is at most one number.</summary>
        public static Tensor operator <=(Tensor x, double y) => LessOrEqualOperation.Instance.Apply(x, y);
    }
}
