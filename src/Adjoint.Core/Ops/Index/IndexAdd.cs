namespace Adjoint;

/// <summary>y = x, then y[.., index[i], ..] += source[.., i, ..]: whole rows along one dimension, in the order of the source.</summary>
internal sealed class IndexAddOperation(int dim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new IndexAddOperation(0), SampleInput.Real([3, 2]), SampleInput.Index([4], 3), SampleInput.Real([4, 2])),
        new(new IndexAddOperation(1), SampleInput.Real([2, 3]), SampleInput.Index([2], 3), SampleInput.Real([2, 2])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim)];

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 3);
        var (x, index, source) = (inputs[0], inputs[1], inputs[2]);
        Check.DTypeIs(this, index, DType.Int64, "index");
        Check.RankIs(this, index, 1, "index", "(a list of positions)");
        Check.FloatOrInt64(this, x);
        Check.SameDType(this, x, source);
        var fits = x.Rank == source.Rank && dim < x.Rank && source.Shape[dim] == index.Shape[0];
        for (var i = 0; fits && i < x.Rank; i++) fits = i == dim || x.Shape[i] == source.Shape[i];
        if (fits) return x.Type;
        throw new ShapeException(Name, $"the target has shape {x.Shape}, the index {index.Shape} and the source {source.Shape}: the "
            + $"source must have the target's shape but for dimension {dim}, where it has as many rows as the index has positions.");
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        Infer(inputs);
        var (x, index, source) = (inputs[0], inputs[1], inputs[2]);
        IndexCheck.InRange(this, index, x.Shape[dim], "elements along the dimension");
        var result = x.NewUninitialized(x.Shape);
        x.Backend.Copy(x, result);
        x.Backend.ScatterAdd(result, dim, IndexSelectOperation.Stretch(index, source.Shape, dim), source);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => input switch
    {
        0 => gradient,
        1 => null,
        _ => gradient.IndexSelect(dim, saved.Input(1)),
    };

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        tangents[2] is { } source ? Apply(tangents.OrZeros(0, saved), saved.Input(1), source) : tangents[0];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// A copy of x with the rows of a source added to the rows that a list of positions names; floats or int64. What meets at one row
        /// is summed in the order of the source (PyTorch: <c>index_add</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="index">The positions, int64 [n].</param>
        /// <param name="source">What is added: the shape of x, with size n along the dimension.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the shapes do not fit.</exception>
        /// <exception cref="DTypeException">The index is not int64, or the element types of x and source differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index is negative or too great.</exception>
        public Tensor IndexAdd(int dim, Tensor index, Tensor source) =>
            new IndexAddOperation(x.Shape.Normalize(dim, "index_add")).Apply(x, index, source);
    }
}
