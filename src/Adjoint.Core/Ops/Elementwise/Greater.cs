using Adjoint.Backends;

namespace Adjoint;

internal sealed class GreaterOperation() : CompareOperation(Comparison.Greater), IOperationSamples
{
    public static readonly GreaterOperation Instance = new();

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
        /// True where x is greater than y, element by element with broadcasting; any element type, equal on both sides. False where either
        /// is NaN (PyTorch: <c>torch.gt</c>).
        /// </summary>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public Tensor Greater(Tensor y) => GreaterOperation.Instance.Apply(x, y);

        /// <summary>True where x is greater than one number.</summary>
        public Tensor Greater(double y) => GreaterOperation.Instance.Apply(x, y);
    }

    extension(Tensor)
    {
        /// <summary>True where x is greater than y, element by element with broadcasting.</summary>
        public static Tensor operator >(Tensor x, Tensor y) => GreaterOperation.Instance.Apply(x, y);

        /// <summary>True where x is greater than one number.</summary>
        public static Tensor operator >(Tensor x, double y) => GreaterOperation.Instance.Apply(x, y);
    }
}
