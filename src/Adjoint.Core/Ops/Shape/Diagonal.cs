namespace Adjoint;

internal sealed class DiagonalOperation(int offset, int dim0, int dim1) : ViewOperation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new DiagonalOperation(0, 0, 1), SampleInput.Real([3, 3])),
        new(new DiagonalOperation(1, 2, 0), SampleInput.Real([4, 2, 3])),
        new(new DiagonalOperation(-1, 0, 1), SampleInput.Real([3, 2])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("offset", offset), new("dim0", dim0), new("dim1", dim1)];

    // The other dimensions in order, then the diagonal, whose stride is the sum of both strides.
    public override Tensor ViewOf(Tensor x)
    {
        var rank = x.Rank;
        if (Math.Max(dim0, dim1) >= rank)
        {
            throw new ShapeException(Name, $"needs dimensions {dim0} and {dim1}, and its input has shape {x.Shape}.");
        }
        Span<int> sizes = stackalloc int[rank - 1];
        var strides = new int[rank - 1];
        var next = 0;
        for (var dim = 0; dim < rank; dim++)
        {
            if (dim == dim0 || dim == dim1) continue;
            sizes[next] = x.Shape[dim];
            strides[next++] = x.Strides[dim];
        }
        var (down, right) = (Math.Max(-(long)offset, 0), Math.Max((long)offset, 0));
        var count = (int)Math.Max(Math.Min(x.Shape[dim0] - down, x.Shape[dim1] - right), 0);
        sizes[next] = count;
        strides[next] = x.Strides[dim0] + x.Strides[dim1];
        var start = count == 0 ? x.Offset : x.Offset + (int)down * x.Strides[dim0] + (int)right * x.Strides[dim1];
        return x.View(Shape.Create(sizes), strides, start);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The elements [i, i + offset] of each matrix that two dimensions span, as a view whose last dimension is the diagonal; any
        /// element type (PyTorch: <c>diagonal</c>).
        /// </summary>
        /// <param name="offset">0 for the main diagonal, above it positive, below it negative; one beyond the corner has no
        /// elements.</param>
        /// <param name="dim0">The dimension of rows; negative ones count from the end.</param>
        /// <param name="dim1">The dimension of columns.</param>
        /// <exception cref="ShapeException">A dimension does not exist, or both are the same.</exception>
        public Tensor Diagonal(int offset = 0, int dim0 = 0, int dim1 = 1)
        {
            var (row, column) = (x.Shape.Normalize(dim0, "diagonal"), x.Shape.Normalize(dim1, "diagonal"));
            if (row == column)
            {
                throw new ShapeException("diagonal", $"dim {dim0} and dim {dim1} of shape {x.Shape} are the same; a diagonal needs two.");
            }
            return new DiagonalOperation(offset, row, column).Apply(x);
        }
    }
}
