using Adjoint.Backends;

namespace Adjoint;

internal sealed class SumOperation : ReduceOperation, IOperationSamples
{
    public SumOperation(bool[] reduced, bool keepDim) : base(reduced, keepDim)
    {
    }

    public static IEnumerable<Sample> Samples =>
    [
        new(new SumOperation([true, true], false), SampleInput.Real([2, 3])),
        new(new SumOperation([false, true, false], true), SampleInput.Real([2, 3, 4])),
        new(new SumOperation([true, false, true], false), SampleInput.Real([2, 3, 4])),
    ];

    protected internal override Saved Saves => Saved.None;

    private protected override Reduction Reduction => Reduction.Sum;

    protected override Tensor Gradient(Tensor gradient, SavedValues saved) => gradient.Expand(saved.InputShape(0));

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The sum over all elements, or over the given dimensions; floats or int64. Truth values and uint8 are counted in int64 (PyTorch:
        /// <c>torch.sum</c>).
        /// </summary>
        /// <param name="dims">The dimensions to sum over; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the summed dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        public Tensor Sum(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new SumOperation(ReduceOperation.Mark(x, dims, "sum"), keepDim)
                .Apply(x.DType is DType.Bool or DType.UInt8 ? x.To(DType.Int64) : x);

        /// <inheritdoc cref="Sum(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor Sum(int dim, bool keepDim = false) => x.Sum([dim], keepDim);

        /// <summary>The sum over those dimensions that broadcasting from a shape has stretched: the adjoint of Expand.</summary>
        internal Tensor SumTo(Shape shape)
        {
            if (x.Shape.Equals(shape)) return x;
            var added = x.Rank - shape.Rank;
            var reduced = new bool[x.Rank];
            for (var dim = 0; dim < reduced.Length; dim++)
            {
                reduced[dim] = dim < added || (shape[dim - added] == 1 && x.Shape[dim] != 1);
            }
            return new SumOperation(reduced, keepDim: false).Apply(x).Reshape(shape);
        }
    }
}
