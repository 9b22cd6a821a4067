namespace Adjoint;

/// <summary>y[.., :] = table[index[..], :]: rows of a table. The row of the padding index, if there is one, counts as a constant.</summary>
internal sealed class EmbeddingOperation(int? paddingIndex) : Operation, IOperationSamples
{
    // The samples' indices leave the row of the padding out, whose value finite differences would see.
    public static IEnumerable<Sample> Samples =>
    [
        new(new EmbeddingOperation(null), SampleInput.Real([3, 2]), SampleInput.Index([4], 3)),
        new(new EmbeddingOperation(3), SampleInput.Real([4, 5]), SampleInput.Index([2, 3], 3)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        paddingIndex is { } padding ? [new("paddingIndex", padding)] : [];

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        var (table, index) = (inputs[0], inputs[1]);
        Check.Float(this, table);
        Check.RankIs(this, table, 2, "table", "[rows, features]");
        Check.DTypeIs(this, index, DType.Int64, "index");
        return new TensorType([.. index.Shape, table.Shape[1]], table.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var (table, index) = (inputs[0], inputs[1]);
        IndexCheck.InRange(this, index, table.Shape[0], "rows in the table");
        var result = table.NewUninitialized([index.ElementCount, table.Shape[1]]);
        table.Backend.Gather(table, 0, Stretched(index, result.Shape), result);
        return result.View(type.Shape, type.Shape.ContiguousStrides, result.Offset);
    }

    // The gradients of all places that looked a row up meet at the row.
    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved)
    {
        if (input == 1) return null;
        var (index, features) = (saved.Input(1).Reshape([saved.Input(1).ElementCount]), saved.InputShape(0)[1]);
        var rows = Unpadded(gradient.Reshape([index.ElementCount, features]), index);
        return gradient.NewFull(saved.InputShape(0), 0).IndexAdd(0, index, rows);
    }

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var index = saved.Input(1);
        var rows = tangents[0]!.IndexSelect(0, index.Reshape([index.ElementCount]));
        return Unpadded(rows, index.Reshape([index.ElementCount])).Reshape(saved.OutputType.Shape);
    }

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var (index, table) = (saved.Input(1), saved.InputShape(0));
        Shape rows = [index.ElementCount, table[1]];
        var result = gradient.NewFull(table, 0);
        var dense = gradient.Dense();
        gradient.Backend.ScatterAdd(result, 0, Stretched(index, rows), dense.View(rows, rows.ContiguousStrides, dense.Offset));
        if (paddingIndex is { } padding && padding < table[0])
            gradient.Backend.Fill(result.View([table[1]], [1], padding * table[1]), 0);
        inputGradients[0] = result;
        return true;
    }

    private Tensor Unpadded(Tensor rows, Tensor index) =>
        paddingIndex is { } padding ? rows.MaskedFill(index.Equal(padding).Unsqueeze(1), 0) : rows;

    // Every feature of a row has the row's index.
    private static Tensor Stretched(Tensor index, Shape rows)
    {
        var dense = index.Dense();
        return dense.View(rows, [1, 0], dense.Offset);
    }
}

public static partial class TensorOperations
{
    extension(Tensor table)
    {
        /// <summary>
        /// Looks rows of a table [rows, features] up: y[.., :] = table[index[..], :] (PyTorch: <c>F.embedding</c>); float32 or float64. The
        /// gradient of a row is the sum of the gradients of all places that looked it up.
        /// </summary>
        /// <param name="index">Row numbers, int64, any shape; the result has the shape [index's shape, features].</param>
        /// <param name="paddingIndex">A row that counts as a constant: it gets no gradient. Negative ones count from the end.</param>
        /// <exception cref="ShapeException">The table has not two dimensions.</exception>
        /// <exception cref="DTypeException">The table is not of floats, or the index is not int64.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below the number of rows.</exception>
        public Tensor Embedding(Tensor index, int? paddingIndex = null)
        {
            if (paddingIndex is { } padding && table.Rank == 2)
            {
                var rows = table.Shape[0];
                if (padding < -rows || padding >= rows)
                {
                    throw new ArgumentOutOfRangeException(nameof(paddingIndex), ErrorText.Of("embedding",
                        $"paddingIndex {padding} is no row of a table of {rows} rows."));
                }
                paddingIndex = padding < 0 ? padding + rows : padding;
            }
            return new EmbeddingOperation(paddingIndex).Apply(table, index);
        }
    }
}
