namespace Adjoint;

/// <summary>Tensors as the three-dimensional views [batch, rows, columns] that the matrix kernel takes.</summary>
internal static class MatrixView
{
    /// <summary>x [.., columns] as one matrix [1, rows, columns]; copied only if its leading dimensions cannot be seen as one.</summary>
    public static Tensor Rows(Tensor x)
    {
        var columns = x.Shape[^1];
        var shape = Shape.Create([1, RowCount(x.Shape), columns]);
        return StridedView.TryReshape(x, shape) ?? x.Clone().View(shape, shape.ContiguousStrides, 0);
    }

    /// <summary>x [columns, rows] or [1, columns, rows] as [1, rows, columns].</summary>
    public static Tensor Transposed(Tensor x) =>
        x.View(Shape.Create([1, x.Shape[^1], x.Shape[^2]]), [0, x.Strides[^1], x.Strides[^2]], x.Offset);

    /// <summary>The product of all sizes but the last.</summary>
    public static int RowCount(Shape shape)
    {
        var rows = 1;
        for (var dim = 0; dim < shape.Rank - 1; dim++) rows *= shape[dim];
        return rows;
    }
}
