namespace Adjoint;

/// <summary>Finds out whether a shape can be seen in the elements as they lie.</summary>
internal static class StridedView
{
    /// <summary>The elements of x, row-major, under another shape without a copy; null if no strides can express it.</summary>
    public static Tensor? TryReshape(Tensor x, Shape shape)
    {
        if (x.IsContiguous) return x.View(shape, shape.ContiguousStrides, x.Offset);
        return TryStrides(x, shape) is { } strides ? x.View(shape, strides, x.Offset) : null;
    }

    // Neighbouring dimensions without a gap between them form a run; each run must be filled exactly by dimensions of the new shape.
    private static int[]? TryStrides(Tensor x, Shape shape)
    {
        var strides = new int[shape.Rank];
        var filling = shape.Rank - 1;
        var dim = x.Rank - 1;
        while (dim >= 0)
        {
            if (x.Shape[dim] == 1)
            {
                dim--;
                continue;
            }
            var (step, count) = (x.Strides[dim], x.Shape[dim]);
            for (dim--; dim >= 0 && (x.Shape[dim] == 1 || x.Strides[dim] == step * count); dim--) count *= x.Shape[dim];
            var filled = 1;
            while (filled < count && filling >= 0)
            {
                strides[filling] = step * filled;
                filled *= shape[filling--];
            }
            if (filled != count) return null;
        }
        while (filling >= 0) strides[filling--] = 1;
        return strides;
    }
}
