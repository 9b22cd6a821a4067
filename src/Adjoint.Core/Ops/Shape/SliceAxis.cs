namespace Adjoint;

/// <summary>
/// Which elements a slice takes along one dimension: start, start + step, ...; a removed dimension has one element and no size.
/// </summary>
internal readonly record struct SliceAxis(int Start, int Count, int Step, bool IsRemoved = false)
{
    /// <summary>All elements of a dimension.</summary>
    public static SliceAxis All(int size) => new(0, size, 1);

    /// <summary>True if every taken position exists in a dimension of a size.</summary>
    public bool FitsInto(int size)
    {
        if (Count == 0) return true;
        var last = Start + (long)(Count - 1) * Step;
        return Start >= 0 && Start < size && last >= 0 && last < size;
    }

    /// <summary>As in Python: <c>start:end:step</c>, or the position alone.</summary>
    public override string ToString() => IsRemoved ? $"{Start}" : $"{Start}:{Start + Count * Step}:{Step}";
}
