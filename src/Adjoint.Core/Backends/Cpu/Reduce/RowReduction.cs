using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A reduction whose adjacent elements are folded together. The elements of one result are cut into segments of a fixed length, segments
/// are gathered in groups, and the groups' partial results are folded in order in the wider type: many short sums lose less than a long
/// one.
/// </summary>
internal readonly unsafe struct RowReduction<T, TWide, TVector, TFold> : IBlockBody
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TWide : unmanaged, INumber<TWide>, IMinMaxValue<TWide>
    where TVector : unmanaged, ISimd<T, TVector>
    where TFold : IFold
{
    private const int SegmentLength = 1024;
    private const int GroupLength = 32 * 1024;

    private readonly ReducePlan _plan;
    private readonly T* _input;
    private readonly T* _result;
    private readonly TWide* _partial;
    private readonly int _kept;
    private readonly int _segmentsOfRun;
    private readonly int _segments;
    private readonly int _segmentsOfGroup;
    private readonly int _groups;
    private readonly int _keptOfBlock;

    private RowReduction(in ReducePlan plan, T* input, T* result)
    {
        _plan = plan;
        _input = input;
        _result = result;
        _kept = plan.OuterCount(reduced: false);
        _segmentsOfRun = (plan.Inner.Size + SegmentLength - 1) / SegmentLength;
        _segments = plan.OuterCount(reduced: true) * _segmentsOfRun;
        _segmentsOfGroup = Math.Max(1, GroupLength / Math.Min(plan.Inner.Size, SegmentLength));
        _groups = (_segments + _segmentsOfGroup - 1) / _segmentsOfGroup;
        _keptOfBlock = _groups > 1 ? 1 : Math.Max(1, _segmentsOfGroup / _segments);
        _partial = null;
    }

    private RowReduction(in RowReduction<T, TWide, TVector, TFold> other, TWide* partial)
    {
        this = other;
        _partial = partial;
    }

    public static void Run(in ReducePlan plan, T* input, T* result)
    {
        var body = new RowReduction<T, TWide, TVector, TFold>(plan, input, result);
        if (body._groups == 1)
        {
            WorkerPool.For((body._kept + body._keptOfBlock - 1) / body._keptOfBlock, body);
            return;
        }
        fixed (TWide* partial = GC.AllocateUninitializedArray<TWide>(body._kept * body._groups))
        {
            var whole = new RowReduction<T, TWide, TVector, TFold>(body, partial);
            WorkerPool.For(body._kept * body._groups, whole);
            whole.FoldPartial();
        }
    }

    public void Run(int block)
    {
        if (_groups == 1)
        {
            var end = (int)Math.Min(_kept, (block + 1L) * _keptOfBlock);
            if (_segments == 1 && _plan.Rank == 2)
            {
                FoldRows(block * _keptOfBlock, end);
                return;
            }
            for (var kept = block * _keptOfBlock; kept < end; kept++)
            {
                var (input, result) = _plan.OuterOffset(reduced: false, kept);
                _result[result] = T.CreateTruncating(Fold(_input + input, 0, _segments));
            }
        }
        else
        {
            var (kept, group) = Math.DivRem(block, _groups);
            var first = group * _segmentsOfGroup;
            var input = _input + _plan.OuterOffset(reduced: false, kept).Input;
            _partial[block] = Fold(input, first, Math.Min(_segments, first + _segmentsOfGroup));
        }
    }

    // The common case of a matrix with rows of one segment, without the search for where each row lies.
    private void FoldRows(int first, int end)
    {
        var outer = _plan.Outer;
        for (var row = first; row < end; row++)
        {
            _result[(nint)row * outer.ResultStep] = FoldKernels<T, TVector, TFold>.Run(_input + (nint)row * outer.Step, _plan.Inner.Size);
        }
    }

    private TWide Fold(T* input, int firstSegment, int endSegment)
    {
        var total = TFold.Identity<TWide>();
        for (var segment = firstSegment; segment < endSegment; segment++)
        {
            var (run, part) = Math.DivRem(segment, _segmentsOfRun);
            var start = part * SegmentLength;
            var x = input + _plan.OuterOffset(reduced: true, run).Input + start;
            var folded = FoldKernels<T, TVector, TFold>.Run(x, Math.Min(SegmentLength, _plan.Inner.Size - start));
            total = TFold.Combine(total, TWide.CreateTruncating(folded));
        }
        return total;
    }

    private void FoldPartial()
    {
        for (var kept = 0; kept < _kept; kept++)
        {
            var total = TFold.Identity<TWide>();
            for (var group = 0; group < _groups; group++) total = TFold.Combine(total, _partial[kept * _groups + group]);
            _result[_plan.OuterOffset(reduced: false, kept).Result] = T.CreateTruncating(total);
        }
    }
}
