namespace Adjoint;

/// <summary>y[.., i, ..] = x[.., index[.., i, ..], ..] along one dimension; x and index have equal sizes elsewhere.</summary>
internal sealed class GatherOperation(int dim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new GatherOperation(0), SampleInput.Real([3]), SampleInput.Index([5], 3)),
        new(new GatherOperation(1), SampleInput.Real([2, 3]), SampleInput.Index([2, 4], 3)),
        new(new GatherOperation(0), SampleInput.Real([3, 2, 2]), SampleInput.Index([1, 2, 2], 3)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim)];

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        var (x, index) = (inputs[0], inputs[1]);
        Check.DTypeIs(this, index, DType.Int64, "index");
        RequireAlike(this, x.Shape, index.Shape, dim, "the input");
        return new TensorType(index.Shape, x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var (x, index) = (inputs[0], inputs[1]);
        IndexCheck.InRange(this, index, x.Shape[dim], "elements along the dimension");
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.Gather(x, dim, index, result);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => input == 0
        ? gradient.NewFull(saved.InputShape(0), 0).ScatterAdd(dim, saved.Input(1), gradient)
        : null;

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!, saved.Input(1));

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var result = gradient.NewFull(saved.InputShape(0), 0);
        gradient.Backend.ScatterAdd(result, dim, saved.Input(1), gradient);
        inputGradients[0] = result;
        return true;
    }

    /// <summary>The shapes may differ along the dimension alone.</summary>
    public static void RequireAlike(Operation operation, Shape x, Shape index, int dim, string role)
    {
        var alike = x.Rank == index.Rank && dim < x.Rank;
        for (var i = 0; alike && i < x.Rank; i++) alike = i == dim || x[i] == index[i];
        if (alike) return;
        throw new ShapeException(operation.Name, $"{role} has shape {x} and the index {index}: they need the same number of "
            + $"dimensions, more than {dim}, and equal sizes in all but dimension {dim}. "
            + "Hint: IndexSelect takes whole rows by a list of positions.");
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The elements that an index names along a dimension: y[.., i, ..] = x[.., index[.., i, ..], ..]; any element type (PyTorch:
        /// <c>gather</c>).
        /// </summary>
        /// <param name="dim">The dimension that the index points into; negative ones count from the end.</param>
        /// <param name="index">int64, of the result's shape; equal to that of x in all but the dimension, or smaller.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the shapes do not fit.</exception>
        /// <exception cref="DTypeException">The index is not int64.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index is negative or too great.</exception>
        public Tensor Gather(int dim, Tensor index)
        {
            dim = x.Shape.Normalize(dim, "gather");
            var source = x;
            for (var i = 0; i < x.Rank && x.Rank == index.Rank; i++)
            {
                if (i != dim && index.Shape[i] < source.Shape[i]) source = source.Narrow(i, 0, index.Shape[i]);
            }
            return new GatherOperation(dim).Apply(source, index);
        }
    }
}
