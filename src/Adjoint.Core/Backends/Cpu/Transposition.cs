using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A copy in which the target's innermost dimension is a far one in the source and the source's innermost is a far one in the target.
/// Moved in square tiles, so that both sides use whole cache lines.
/// </summary>
internal readonly unsafe struct Transposition<T> : IBlockBody where T : unmanaged
{
    private const int TileLength = 16;
    private const int RowsOfBlock = 64;

    private readonly StridedLoop _loop;
    private readonly T* _source;
    private readonly T* _target;
    private readonly int _rowDim;
    private readonly int _rowBlocks;

    private Transposition(StridedLoop loop, T* source, T* target, int rowDim)
    {
        _loop = loop;
        _source = source;
        _target = target;
        _rowDim = rowDim;
        _rowBlocks = (loop.Sizes[rowDim] + RowsOfBlock - 1) / RowsOfBlock;
        Blocks = _rowBlocks;
        for (var dim = 0; dim < loop.Rank - 1; dim++)
        {
            if (dim != rowDim) Blocks *= loop.Sizes[dim];
        }
    }

    /// <summary>Blocks of rows, for every position of the dimensions that are not transposed.</summary>
    public int Blocks { get; }

    /// <summary>Recognises a transposition worth tiling: the loop's operand 0 is the source, 1 the target.</summary>
    public static bool TryMake(StridedLoop loop, T* source, T* target, out Transposition<T> transposition)
    {
        transposition = default;
        var inner = loop.Rank - 1;
        if (inner < 1 || loop.Steps(1)[inner] != 1 || loop.Steps(0)[inner] is 0 or 1 or -1 || loop.Sizes[inner] < 4) return false;
        for (var dim = 0; dim < inner; dim++)
        {
            if (loop.Steps(0)[dim] != 1 || loop.Sizes[dim] < 4) continue;
            transposition = new Transposition<T>(loop, source, target, dim);
            return true;
        }
        return false;
    }

    public void Run(int block)
    {
        var inner = _loop.Rank - 1;
        var (outer, rowBlock) = Math.DivRem(block, _rowBlocks);
        var source = _source;
        var target = _target;
        for (var dim = inner - 1; dim >= 0; dim--)
        {
            if (dim == _rowDim) continue;
            (outer, var place) = Math.DivRem(outer, _loop.Sizes[dim]);
            source += (nint)place * _loop.Steps(0)[dim];
            target += (nint)place * _loop.Steps(1)[dim];
        }
        var firstRow = rowBlock * RowsOfBlock;
        var endRow = Math.Min(_loop.Sizes[_rowDim], firstRow + RowsOfBlock);
        var columns = _loop.Sizes[inner];
        for (var row = firstRow; row < endRow; row += TileLength)
        {
            for (var column = 0; column < columns; column += TileLength)
            {
                CopyTile(source, target, row, Math.Min(endRow, row + TileLength), column, Math.Min(columns, column + TileLength));
            }
        }
    }

    // Rows run along the source's adjacent elements, columns along the target's.
    private void CopyTile(T* source, T* target, int firstRow, int endRow, int firstColumn, int endColumn)
    {
        nint sourceStep = _loop.Steps(0)[_loop.Rank - 1];
        nint targetStep = _loop.Steps(1)[_rowDim];
        var row = firstRow;
        if (sizeof(T) == sizeof(float) && Vector128.IsHardwareAccelerated && endColumn - firstColumn == TileLength)
        {
            for (; row <= endRow - 4; row += 4)
            {
                for (var column = firstColumn; column < endColumn; column += 4)
                {
                    var from = (float*)(source + row + column * sourceStep);
                    Copy4x4(from, sourceStep, (float*)(target + row * targetStep + column), targetStep);
                }
            }
        }
        for (; row < endRow; row++)
        {
            var from = source + row + firstColumn * sourceStep;
            var to = target + row * targetStep;
            for (var column = firstColumn; column < endColumn; column++, from += sourceStep) to[column] = *from;
        }
    }

    // Four vectors of four: pairs are interleaved, then pairs of pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy4x4(float* source, nint sourceStep, float* target, nint targetStep)
    {
        var (a, b) = (Vector128.Load(source), Vector128.Load(source + sourceStep));
        var (c, d) = (Vector128.Load(source + 2 * sourceStep), Vector128.Load(source + 3 * sourceStep));
        var (ac, bd) = (InterleaveLow(a, c), InterleaveLow(b, d));
        InterleaveLow(ac, bd).Store(target);
        InterleaveHigh(ac, bd).Store(target + targetStep);
        (ac, bd) = (InterleaveHigh(a, c), InterleaveHigh(b, d));
        InterleaveLow(ac, bd).Store(target + 2 * targetStep);
        InterleaveHigh(ac, bd).Store(target + 3 * targetStep);
    }

    // Bits are moved, not computed with, so any element of four bytes may pass as a float.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> x, Vector128<float> y) => Sse.IsSupported
        ? Sse.UnpackLow(x, y)
        : Vector128.ConditionalSelect(Vector128.Create(-1, 0, -1, 0).AsSingle(),
            Vector128.Shuffle(x, Vector128.Create(0, 0, 1, 1)), Vector128.Shuffle(y, Vector128.Create(0, 0, 1, 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> x, Vector128<float> y) => Sse.IsSupported
        ? Sse.UnpackHigh(x, y)
        : Vector128.ConditionalSelect(Vector128.Create(-1, 0, -1, 0).AsSingle(),
            Vector128.Shuffle(x, Vector128.Create(2, 2, 3, 3)), Vector128.Shuffle(y, Vector128.Create(2, 2, 3, 3)));
}
