namespace Adjoint.Backends.Cpu;

/// <summary>
/// The walk of gather and scatter: rows along the last dimension of the index tensor. One operand is met directly, element by element; in
/// the other the position along one dimension comes from the index.
/// </summary>
internal readonly unsafe struct IndexedRows
{
    private readonly int* _sizes;
    private readonly int* _indirect;
    private readonly int* _direct;
    private readonly int* _indexSteps;
    private readonly long* _index;
    private readonly int _rank;
    private readonly int _dim;

    public IndexedRows(int* sizes, int rank, int dim, int* indirect, int* direct, int* indexSteps, long* index)
    {
        _sizes = sizes;
        _rank = rank;
        _dim = dim;
        _indirect = indirect;
        _direct = direct;
        _indexSteps = indexSteps;
        _index = index;
        RowLength = sizes[rank - 1];
        RowCount = 1;
        for (var d = 0; d < rank - 1; d++) RowCount *= sizes[d];
    }

    public int RowLength { get; }

    public int RowCount { get; }

    /// <summary>Step of the indexed operand along its indexed dimension.</summary>
    public nint DimStep => _indirect[_dim];

    /// <summary>Step of the indexed operand along a row, besides what the index says.</summary>
    public nint IndirectStep => _dim == _rank - 1 ? 0 : _indirect[_rank - 1];

    public nint DirectStep => _direct[_rank - 1];

    public nint IndexStep => _indexSteps[_rank - 1];

    /// <summary>True if a whole row has one index, as when whole rows are looked up.</summary>
    public bool IsOneIndexARow => IndexStep == 0 && _dim != _rank - 1;

    /// <summary>Where a row begins.</summary>
    public RowPlace At(int row)
    {
        nint indirect = 0, direct = 0, index = 0;
        for (var d = _rank - 2; d >= 0; d--)
        {
            (row, var place) = Math.DivRem(row, _sizes[d]);
            if (d != _dim) indirect += (nint)place * _indirect[d];
            direct += (nint)place * _direct[d];
            index += (nint)place * _indexSteps[d];
        }
        return new RowPlace(indirect, direct, _index + index);
    }
}

/// <summary>Where a row begins: in the indexed operand (but for what the index adds), in the other operand and in the index.</summary>
internal readonly unsafe struct RowPlace(nint indirect, nint direct, long* index)
{
    public readonly nint Indirect = indirect;
    public readonly nint Direct = direct;
    public readonly long* Index = index;
}
