namespace Adjoint;

/// <summary>y = x, then y[.., index[.., i, ..], ..] += source[.., i, ..] along one dimension, in the order of the source.</summary>
internal sealed class ScatterAddOperation(int dim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ScatterAddOperation(0), SampleInput.Real([3]), SampleInput.Index([5], 3), SampleInput.Real([5])),
        new(new ScatterAddOperation(1), SampleInput.Real([2, 3]), SampleInput.Index([2, 4], 3), SampleInput.Real([2, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim)];

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 3);
        var (x, index, source) = (inputs[0], inputs[1], inputs[2]);
        Check.DTypeIs(this, index, DType.Int64, "index");
        Check.FloatOrInt64(this, x);
        Check.SameDType(this, x, source);
        GatherOperation.RequireAlike(this, x.Shape, index.Shape, dim, "the target");
        if (source.Shape != index.Shape)
        {
            throw new ShapeException(Name, $"the source has shape {source.Shape} and the index {index.Shape}; every element of the "
                + "source needs one index.");
        }
        return x.Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        Infer(inputs);
        var (x, index, source) = (inputs[0], inputs[1], inputs[2]);
        IndexCheck.InRange(this, index, x.Shape[dim], "elements along the dimension");
        var result = x.NewUninitialized(x.Shape);
        x.Backend.Copy(x, result);
        x.Backend.ScatterAdd(result, dim, index, source);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => input switch
    {
        0 => gradient,
        1 => null,
        _ => gradient.Gather(dim, saved.Input(1)),
    };

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        tangents[2] is { } source ? Apply(tangents.OrZeros(0, saved), saved.Input(1), source) : tangents[0];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// A copy of x with the elements of a source added where an index says: y[.., index[.., i, ..], ..] += source[.., i, ..]; floats or
        /// int64. What meets at one place is summed in the order of the source (PyTorch: <c>scatter_add</c>).
        /// </summary>
        /// <param name="dim">The dimension that the index points into; negative ones count from the end.</param>
        /// <param name="index">int64, of the source's shape; equal to that of x in all but the dimension.</param>
        /// <param name="source">What is added.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the shapes do not fit.</exception>
        /// <exception cref="DTypeException">The index is not int64, or the element types of x and source differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index is negative or too great.</exception>
        public Tensor ScatterAdd(int dim, Tensor index, Tensor source) =>
            new ScatterAddOperation(x.Shape.Normalize(dim, "scatter_add")).Apply(x, index, source);
    }
}
