namespace Adjoint;

internal sealed class PermuteOperation(int[] order) : ViewOperation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new PermuteOperation([1, 0]), SampleInput.Real([2, 3])),
        new(new PermuteOperation([2, 0, 1]), SampleInput.Real([2, 3, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dims", string.Join(",", order))];

    public override Tensor ViewOf(Tensor x)
    {
        if (x.Rank != order.Length)
        {
            throw new ShapeException(Name, $"reorders {order.Length} dimensions, and its input has shape {x.Shape}.");
        }
        Span<int> sizes = stackalloc int[order.Length];
        var strides = new int[order.Length];
        for (var dim = 0; dim < order.Length; dim++)
        {
            sizes[dim] = x.Shape[order[dim]];
            strides[dim] = x.Strides[order[dim]];
        }
        return x.View(Shape.Create(sizes), strides, x.Offset);
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved)
    {
        var inverse = new int[order.Length];
        for (var dim = 0; dim < order.Length; dim++) inverse[order[dim]] = dim;
        return new PermuteOperation(inverse).Apply(gradient);
    }

    /// <summary>Counts the dimensions from the front and makes sure that each appears once.</summary>
    public static int[] Resolve(Tensor x, ReadOnlySpan<int> dims)
    {
        var order = new int[dims.Length];
        var seen = new bool[x.Rank];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = x.Shape.Normalize(dims[i], "permute");
            if (seen[order[i]]) throw new ShapeException("permute", $"dim {dims[i]} is given twice for shape {x.Shape}.");
            seen[order[i]] = true;
        }
        if (order.Length != x.Rank)
        {
            throw new ShapeException("permute", $"{order.Length} dims were given for shape {x.Shape}; each of its {x.Rank} must "
                + "appear once.");
        }
        return order;
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// A view with the dimensions in another order: dimension i of the result is dimension <c>dims[i]</c> of x; any element type
        /// (PyTorch: <c>permute</c>).
        /// </summary>
        /// <param name="dims">Every dimension once; negative ones count from the end.</param>
        /// <exception cref="ShapeException">A dimension is missing, given twice or does not exist.</exception>
        public Tensor Permute(params ReadOnlySpan<int> dims) => new PermuteOperation(PermuteOperation.Resolve(x, dims)).Apply(x);
    }
}
