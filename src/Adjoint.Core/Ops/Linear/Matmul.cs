using Adjoint.Graphs;

namespace Adjoint;

internal sealed class MatmulOperation : Operation, IOperationSamples
{
    public static readonly MatmulOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([3, 4])),
        new(Instance, SampleInput.Real([3]), SampleInput.Real([3])),
        new(Instance, SampleInput.Real([3]), SampleInput.Real([2, 3, 4])),
        new(Instance, SampleInput.Real([2, 2, 3]), SampleInput.Real([3])),
        new(Instance, SampleInput.Real([2, 2, 3]), SampleInput.Real([3, 2])),
        new(Instance, SampleInput.Real([2, 3]), SampleInput.Real([2, 3, 2])),
        new(Instance, SampleInput.Real([2, 1, 2, 3]), SampleInput.Real([3, 3, 2])),
    ];

    // Each output element takes one product and one sum an element of the dimension that is summed over.
    protected internal override long CountFlops(Node node) => 2L * node.Type.Shape.ElementCount * node.InputType(0).Shape[^1];

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        var (x, y) = (inputs[0], inputs[1]);
        Check.SameDType(this, x, y);
        Check.Float(this, x);
        if (x.Rank == 0 || y.Rank == 0)
        {
            throw new ShapeException(Name, $"{x.Shape} x {y.Shape}: both must have at least one dimension. Hint: a single number "
                + "multiplies with *.");
        }
        var inner = y.Rank == 1 ? y.Shape[0] : y.Shape[^2];
        if (x.Shape[^1] != inner)
        {
            throw new ShapeException(Name, $"{x.Shape} x {y.Shape}: the last size of the left, {x.Shape[^1]}, must equal the "
                + (y.Rank == 1 ? "size" : "second-last size") + $" of the right, {inner}. Hint: Transpose(-1, -2) turns a matrix round.");
        }
        return new TensorType(ShapeOf(x.Shape, y.Shape), x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var (x, y) = (AsRow(inputs[0]), AsColumn(inputs[1]));
        var result = x.NewUninitialized(type.Shape, type.DType);
        var batchRank = type.Shape.Rank - (inputs[0].Rank > 1 ? 1 : 0) - (inputs[1].Rank > 1 ? 1 : 0);
        BatchedMatmul.Run(x, y, type.Shape.Sizes[..batchRank], result);
        return result;
    }

    // Z = X Y: dX = G Yᵀ and dY = Xᵀ G, summed over the batches that broadcasting has repeated
    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved)
    {
        var (x, y) = (saved.Input(0), saved.Input(1));
        if (y.Rank == 1) gradient = gradient.Unsqueeze(-1);
        if (x.Rank == 1) gradient = gradient.Unsqueeze(-2);
        if (x.Rank == 1) x = x.Unsqueeze(0);
        if (y.Rank == 1) y = y.Unsqueeze(1);
        if (input == 0) return gradient.Matmul(y.Transpose(-1, -2)).SumTo(x.Shape).Reshape(saved.InputShape(0));
        if (y.Rank > 2) return x.Transpose(-1, -2).Matmul(gradient).SumTo(y.Shape).Reshape(saved.InputShape(1));
        // One matrix for all batches: the sum over the batches is part of a single taller product.
        var rows = MatrixView.RowCount(x.Shape);
        return x.Reshape([rows, x.Shape[^1]]).T.Matmul(gradient.Reshape([rows, gradient.Shape[^1]])).Reshape(saved.InputShape(1));
    }

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Bilinear.Jvp(this, tangents, saved);

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        if (saved.InputShape(0).Rank != 2 || saved.InputShape(1).Rank != 2) return false;
        var rows = MatrixView.Rows(gradient);
        if (saved.NeedsGradient(0))
        {
            var result = gradient.NewUninitialized(saved.InputShape(0));
            gradient.Backend.Matmul(rows, MatrixView.Transposed(saved.Input(1)), null, MatrixView.Rows(result));
            inputGradients[0] = result;
        }
        if (saved.NeedsGradient(1))
        {
            var result = gradient.NewUninitialized(saved.InputShape(1));
            gradient.Backend.Matmul(MatrixView.Transposed(saved.Input(0)), rows, null, MatrixView.Rows(result));
            inputGradients[1] = result;
        }
        return true;
    }

    private Shape ShapeOf(Shape x, Shape y)
    {
        if (x.Rank == 2 && y.Rank == 2) return Shape.Create([x[0], y[1]]);
        var batch = BatchOf(x, y);
        Span<int> sizes = stackalloc int[batch.Rank + 2];
        batch.Sizes.CopyTo(sizes);
        var rank = batch.Rank;
        if (x.Rank > 1) sizes[rank++] = x[^2];
        if (y.Rank > 1) sizes[rank++] = y[^1];
        return Shape.Create(sizes[..rank]);
    }

    private Shape BatchOf(Shape x, Shape y)
    {
        var batchX = Shape.Create(x.Sizes[..Math.Max(x.Rank - 2, 0)]);
        var batchY = Shape.Create(y.Sizes[..Math.Max(y.Rank - 2, 0)]);
        try
        {
            return Shape.Broadcast(batchX, batchY, Name);
        }
        catch (ShapeException)
        {
            throw new ShapeException(Name, $"{x} x {y}: the batch dimensions {batchX} and {batchY} do not fit together. "
                + "Sizes must be equal, or one of them 1.");
        }
    }

    private static Tensor AsRow(Tensor x) => x.Rank > 1 ? x : x.View(Shape.Create([1, x.Shape[0]]), [0, x.Strides[0]], x.Offset);

    private static Tensor AsColumn(Tensor y) => y.Rank > 1 ? y : y.View(Shape.Create([y.Shape[0], 1]), [y.Strides[0], 0], y.Offset);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The matrix product by NumPy's rules: matrices [m, k] x [k, n]; a one-dimensional input counts as a row on the left or a column
        /// on the right and leaves no dimension behind; dimensions before the last two are batches and broadcast. Views are multiplied
        /// where they lie, without copies; float32 or float64 (PyTorch: <c>torch.matmul</c>).
        /// </summary>
        /// <exception cref="ShapeException">The inner sizes differ, the batches cannot be broadcast, or an input is a single
        /// number.</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        public Tensor Matmul(Tensor y) => MatmulOperation.Instance.Apply(x, y);
    }
}
