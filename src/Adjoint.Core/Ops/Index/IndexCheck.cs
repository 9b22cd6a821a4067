namespace Adjoint;

/// <summary>Holds positions against the size they point into, before a kernel follows them.</summary>
internal static class IndexCheck
{
    /// <exception cref="ArgumentOutOfRangeException">A position is negative or not below the bound.</exception>
    public static void InRange(Operation operation, Tensor index, int bound, string what)
    {
        // A row-major copy is read where the positions do not lie in one run.
        var distinct = WithoutRepetitions(index);
        var dense = distinct.Contiguous();
        var positions = dense.Values<long>()[..distinct.ElementCount];
        for (var i = 0; i < positions.Length; i++)
        {
            if ((ulong)positions[i] >= (ulong)bound) throw OutOfRange(operation, distinct.Shape, i, positions[i], bound, what);
        }
        GC.KeepAlive(dense);
    }

    // An index that was expanded, as one that looks up whole rows, says the same thing again and again along a step of 0.
    private static Tensor WithoutRepetitions(Tensor index)
    {
        if (index.ElementCount == 0 || !index.Strides.Contains(0)) return index;
        var sizes = index.Shape.Sizes.ToArray();
        for (var dim = 0; dim < sizes.Length; dim++)
        {
            if (index.Strides[dim] == 0) sizes[dim] = 1;
        }
        return index.View(Shape.Create(sizes), index.Strides, index.Offset);
    }

    private static ArgumentOutOfRangeException OutOfRange(Operation operation, Shape shape, int flat, long found, int bound, string what)
    {
        var place = new int[shape.Rank];
        for (var dim = place.Length - 1; dim >= 0; dim--)
        {
            place[dim] = flat % shape[dim];
            flat /= shape[dim];
        }
        var must = bound == 0 ? $"there are no {what} to point at" : $"it must lie in 0..{bound - 1}, as there are {bound} {what}";
        return new ArgumentOutOfRangeException(null, ErrorText.Of(operation.Name,
            $"the index at [{string.Join(", ", place)}] is {found}; {must}."
            + (found < 0 ? " Hint: an index tensor counts from the front." : "")));
    }
}
