namespace Adjoint;

/// <summary>y[.., i, ..] = x[.., index[i], ..]: whole rows along one dimension by a list of positions.</summary>
internal sealed class IndexSelectOperation(int dim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new IndexSelectOperation(0), SampleInput.Real([3, 2]), SampleInput.Index([4], 3)),
        new(new IndexSelectOperation(1), SampleInput.Real([2, 3, 2]), SampleInput.Index([2], 3)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim)];

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        var (x, index) = (inputs[0], inputs[1]);
        Check.DTypeIs(this, index, DType.Int64, "index");
        Check.RankIs(this, index, 1, "index", "(a list of positions)");
        if (dim >= x.Rank) throw new ShapeException(Name, $"dim {dim} does not exist in shape {x.Shape}.");
        var sizes = x.Shape.Sizes.ToArray();
        sizes[dim] = index.Shape[0];
        return new TensorType(Shape.Create(sizes), x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var (x, index) = (inputs[0], inputs[1]);
        IndexCheck.InRange(this, index, x.Shape[dim], "elements along the dimension");
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.Gather(x, dim, Stretch(index, type.Shape, dim), result);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => input == 0
        ? gradient.NewFull(saved.InputShape(0), 0).IndexAdd(dim, saved.Input(1), gradient)
        : null;

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!, saved.Input(1));

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var result = gradient.NewFull(saved.InputShape(0), 0);
        gradient.Backend.ScatterAdd(result, dim, Stretch(saved.Input(1), gradient.Shape, dim), gradient);
        inputGradients[0] = result;
        return true;
    }

    /// <summary>A view of the list of positions that repeats it across all other dimensions.</summary>
    public static Tensor Stretch(Tensor index, Shape shape, int dim)
    {
        var strides = new int[shape.Rank];
        strides[dim] = index.Strides[0];
        return index.View(shape, strides, index.Offset);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Whole rows along a dimension, by a list of positions that may repeat; any element type (PyTorch: <c>index_select</c>).
        /// </summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="index">The positions, int64 [n]; the result has size n along the dimension.</param>
        /// <exception cref="ShapeException">The dimension does not exist, or the index is not a list.</exception>
        /// <exception cref="DTypeException">The index is not int64.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index is negative or too great.</exception>
        public Tensor IndexSelect(int dim, Tensor index) =>
            new IndexSelectOperation(x.Shape.Normalize(dim, "index_select")).Apply(x, index);
    }
}
