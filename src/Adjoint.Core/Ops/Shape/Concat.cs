namespace Adjoint;

internal sealed class ConcatOperation(int dim) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ConcatOperation(0), SampleInput.Real([2, 3]), SampleInput.Real([1, 3])),
        new(new ConcatOperation(1), SampleInput.Real([2, 1, 2]), SampleInput.Real([2, 3, 2]), SampleInput.Real([2, 2, 2])),
        new(new ConcatOperation(0), SampleInput.Real([2])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dim", dim)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.IsEmpty) throw new ArgumentException(ErrorText.Of(Name, "takes at least one tensor, and none was given."));
        var first = inputs[0];
        if (dim >= first.Rank)
        {
            throw new ShapeException(Name, $"dim {dim} does not exist in shape {first.Shape}. Hint: Stack joins along a new dimension.");
        }
        var sizes = first.Shape.Sizes.ToArray();
        for (var i = 1; i < inputs.Length; i++)
        {
            Check.SameDType(this, first, inputs[i]);
            RequireFit(inputs, i);
            sizes[dim] = checked(sizes[dim] + inputs[i].Shape[dim]);
        }
        return new TensorType(Shape.Create(sizes), first.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        var start = 0;
        foreach (var input in inputs)
        {
            result.Backend.Copy(input, result.View(input.Shape, result.Strides, start * result.Strides[dim]));
            start += input.Shape[dim];
        }
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved)
    {
        var start = 0;
        for (var i = 0; i < input; i++) start += saved.InputShape(i)[dim];
        return gradient.Narrow(dim, start, saved.InputShape(input)[dim]);
    }

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents.OrZeros(saved));

    private void RequireFit(ReadOnlySpan<Tensor> inputs, int index)
    {
        var (first, other) = (inputs[0].Shape, inputs[index].Shape);
        var fits = first.Rank == other.Rank;
        for (var i = 0; fits && i < first.Rank; i++) fits = i == dim || first[i] == other[i];
        if (fits) return;
        throw new ShapeException(Name, $"tensor {index} of shape {other} cannot be joined to tensor 0 of shape {first} along dim {dim}: "
            + "all other sizes must be equal.");
    }
}

public static partial class TensorOperations
{
    extension(Tensor)
    {
        /// <summary>
        /// Joins tensors one after another along a dimension; any element type, equal in all (PyTorch: <c>torch.cat</c>).
        /// </summary>
        /// <param name="tensors">At least one; their sizes are equal but for the dimension.</param>
        /// <param name="dim">The dimension that grows; negative ones count from the end.</param>
        /// <exception cref="ArgumentException">No tensors are given.</exception>
        /// <exception cref="ShapeException">The other sizes differ, or the dimension does not exist.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public static Tensor Concat(ReadOnlySpan<Tensor> tensors, int dim = 0) =>
            new ConcatOperation(tensors.IsEmpty ? 0 : tensors[0].Shape.Normalize(dim, "concat")).Apply(tensors);
    }
}
