namespace Adjoint;

internal sealed class FlipOperation(bool[] flipped) : ViewOperation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new FlipOperation([false, true]), SampleInput.Real([2, 3])),
        new(new FlipOperation([true, false, true]), SampleInput.Real([2, 3, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        [new("dim", string.Join(",", Enumerable.Range(0, flipped.Length).Where(dim => flipped[dim])))];

    public override Tensor ViewOf(Tensor x)
    {
        if (x.Rank != flipped.Length)
        {
            throw new ShapeException(Name, $"was made for {flipped.Length} dimensions, and its input has shape {x.Shape}.");
        }
        var strides = new int[x.Rank];
        var offset = x.Offset;
        for (var dim = 0; dim < strides.Length; dim++)
        {
            var isFlipped = flipped[dim] && x.Shape[dim] > 1;
            strides[dim] = isFlipped ? -x.Strides[dim] : x.Strides[dim];
            if (isFlipped && x.ElementCount > 0) offset += (x.Shape[dim] - 1) * x.Strides[dim];
        }
        return x.View(x.Shape, strides, offset);
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => Apply(gradient);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// A view that runs backwards along the given dimensions, or along all; any element type (PyTorch: <c>flip</c>, which copies).
        /// </summary>
        /// <param name="dims">The dimensions to reverse; negative ones count from the end; none for all.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        public Tensor Flip(params ReadOnlySpan<int> dims) => new FlipOperation(ReduceOperation.Mark(x, dims, "flip")).Apply(x);
    }
}
