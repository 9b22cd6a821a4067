namespace Adjoint.Backends.Cpu;

/// <summary>One dimension of a reduction: its size, the step in the input, and in the result (0 if it is folded).</summary>
internal readonly record struct ReduceDim(int Size, int Step, int ResultStep, bool IsReduced);

/// <summary>
/// The order in which a reduction walks its input: dimensions by falling step, so that the innermost loop runs over adjacent elements
/// however the tensor was permuted, and neighbours merged. The input must have positive steps.
/// </summary>
internal unsafe struct ReducePlan
{
    private readonly ReduceDim* _dims;

    public ReducePlan(ReduceDim* space, Tensor x, ReadOnlySpan<bool> reduced)
    {
        _dims = space;
        var rank = 0;
        var resultStep = 1;
        for (var dim = x.Rank - 1; dim >= 0; dim--)
        {
            var size = x.Shape[dim];
            if (size > 1) Insert(rank++, new ReduceDim(size, x.Strides[dim], reduced[dim] ? 0 : resultStep, reduced[dim]));
            if (!reduced[dim]) resultStep *= size;
        }
        Rank = Merge(rank);
        // A single element folds to itself.
        if (Rank == 0) _dims[Rank++] = new ReduceDim(1, 1, 0, true);
    }

    public int Rank { get; }

    /// <summary>The dimension of adjacent elements.</summary>
    public readonly ReduceDim Inner => _dims[Rank - 1];

    /// <summary>The outermost dimension.</summary>
    public readonly ReduceDim Outer => _dims[0];

    /// <summary>
    /// True if the input's elements can be walked this way: no element is repeated, none runs backwards, some are adjacent.
    /// </summary>
    public static bool CanWalk(Tensor x)
    {
        var adjacent = x.ElementCount <= 1;
        for (var dim = 0; dim < x.Rank; dim++)
        {
            if (x.Shape[dim] == 1) continue;
            if (x.Strides[dim] <= 0) return false;
            adjacent |= x.Strides[dim] == 1;
        }
        return adjacent;
    }

    /// <summary>The number of positions of the outer dimensions that are folded, or kept.</summary>
    public readonly int OuterCount(bool reduced)
    {
        var count = 1;
        for (var dim = 0; dim < Rank - 1; dim++)
        {
            if (_dims[dim].IsReduced == reduced) count *= _dims[dim].Size;
        }
        return count;
    }

    /// <summary>
    /// Where the index-th position of the outer dimensions that are folded, or kept, lies in the input and in the result.
    /// </summary>
    public readonly (nint Input, nint Result) OuterOffset(bool reduced, int index)
    {
        nint input = 0, result = 0;
        for (var dim = Rank - 2; dim >= 0; dim--)
        {
            ref var d = ref _dims[dim];
            if (d.IsReduced != reduced) continue;
            (index, var place) = Math.DivRem(index, d.Size);
            input += (nint)place * d.Step;
            result += (nint)place * d.ResultStep;
        }
        return (input, result);
    }

    /// <summary>The step between the positions of the folded outer dimensions if it is one and the same, else 0.</summary>
    public readonly nint CommonReducedStep
    {
        get
        {
            nint step = 0;
            for (var dim = 0; dim < Rank - 1; dim++)
            {
                if (!_dims[dim].IsReduced) continue;
                if (step != 0) return 0;
                step = _dims[dim].Step;
            }
            return step;
        }
    }

    private readonly void Insert(int count, ReduceDim dim)
    {
        var place = count;
        for (; place > 0 && _dims[place - 1].Step < dim.Step; place--) _dims[place] = _dims[place - 1];
        _dims[place] = dim;
    }

    private readonly int Merge(int count)
    {
        var rank = 0;
        for (var dim = 0; dim < count; dim++)
        {
            var inner = _dims[dim];
            if (rank > 0 && _dims[rank - 1] is var outer && outer.IsReduced == inner.IsReduced && outer.Step == inner.Step * inner.Size
                && outer.ResultStep == inner.ResultStep * inner.Size)
            {
                _dims[rank - 1] = inner with { Size = outer.Size * inner.Size };
            }
            else
            {
                _dims[rank++] = inner;
            }
        }
        return rank;
    }
}
