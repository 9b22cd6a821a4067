using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A reduction whose adjacent elements belong to different results: rows are folded onto one another. Rows are taken in groups of a fixed
/// number, each group gives a row of partial results, and these are folded in order in the wider type.
/// </summary>
internal readonly unsafe struct ColumnReduction<T, TWide, TVector, TFold> : IBlockBody
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TWide : unmanaged, INumber<TWide>, IMinMaxValue<TWide>
    where TVector : unmanaged, ISimd<T, TVector>
    where TFold : IFold
{
    private const int TileLength = 2048;
    private const int GroupLength = 32 * 1024;
    private const int LeastRowsOfGroup = 64;

    private readonly ReducePlan _plan;
    private readonly T* _input;
    private readonly T* _result;
    private readonly T* _partial;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _tiles;
    private readonly int _rowsOfGroup;
    private readonly int _groups;
    private readonly int _unitsOfBlock;

    private ColumnReduction(in ReducePlan plan, T* input, T* result)
    {
        _plan = plan;
        _input = input;
        _result = result;
        _columns = plan.Inner.Size;
        _rows = plan.OuterCount(reduced: true);
        _tiles = (_columns + TileLength - 1) / TileLength;
        var tileLength = Math.Min(_columns, TileLength);
        _rowsOfGroup = Math.Max(LeastRowsOfGroup, GroupLength / tileLength);
        _groups = (_rows + _rowsOfGroup - 1) / _rowsOfGroup;
        _unitsOfBlock = Math.Max(1, GroupLength / (Math.Min(_rows, _rowsOfGroup) * tileLength));
        _partial = null;
    }

    private ColumnReduction(in ColumnReduction<T, TWide, TVector, TFold> other, T* partial)
    {
        this = other;
        _partial = partial;
    }

    public static void Run(in ReducePlan plan, T* input, T* result)
    {
        var body = new ColumnReduction<T, TWide, TVector, TFold>(plan, input, result);
        var kept = plan.OuterCount(reduced: false);
        // With one group its rows are the results, if these lie in rows.
        if (body._groups == 1 && plan.Inner.ResultStep == 1)
        {
            body.RunBlocks(kept);
            return;
        }
        // Partial rows lie as [kept][group][column].
        fixed (T* partial = GC.AllocateUninitializedArray<T>(kept * body._groups * body._columns))
        {
            var whole = new ColumnReduction<T, TWide, TVector, TFold>(body, partial);
            whole.RunBlocks(kept * body._groups);
            for (var k = 0; k < kept; k++) whole.FoldPartial(k, result + plan.OuterOffset(reduced: false, k).Result);
        }
    }

    // A unit of work is one tile of columns of one group of rows of one position of the kept outer dimensions.
    public void Run(int block)
    {
        var units = _plan.OuterCount(reduced: false) * _groups * _tiles;
        var end = (int)Math.Min(units, (block + 1L) * _unitsOfBlock);
        for (var unit = block * _unitsOfBlock; unit < end; unit++)
        {
            var (row, tile) = Math.DivRem(unit, _tiles);
            var (kept, group) = Math.DivRem(row, _groups);
            var (input, result) = _plan.OuterOffset(reduced: false, kept);
            var column = tile * TileLength;
            var target = _partial == null ? _result + result : _partial + (nint)row * _columns;
            FoldTile(_input + input + column, group * _rowsOfGroup, Math.Min(TileLength, _columns - column), target + column);
        }
    }

    private void RunBlocks(int partialRows) => WorkerPool.For((partialRows * _tiles + _unitsOfBlock - 1) / _unitsOfBlock, this);

    private void FoldTile(T* input, int firstRow, int columns, T* target)
    {
        var rows = Math.Min(_rowsOfGroup, _rows - firstRow);
        if (_plan.CommonReducedStep is not 0 and var step)
        {
            FoldKernels<T, TVector, TFold>.Rows(input + firstRow * step, rows, step, columns, target);
            return;
        }
        new Span<T>(target, columns).Fill(TFold.Identity<T>());
        for (var row = firstRow; row < firstRow + rows; row++)
        {
            FoldKernels<T, TVector, TFold>.OneRow(input + _plan.OuterOffset(reduced: true, row).Input, columns, target);
        }
    }

    private void FoldPartial(int kept, T* result)
    {
        var partial = _partial + (nint)kept * _groups * _columns;
        for (var column = 0; column < _columns; column++)
        {
            var total = TFold.Identity<TWide>();
            for (var group = 0; group < _groups; group++)
            {
                total = TFold.Combine(total, TWide.CreateTruncating(partial[(nint)group * _columns + column]));
            }
            result[(nint)column * _plan.Inner.ResultStep] = T.CreateTruncating(total);
        }
    }
}
