using System.Runtime.Intrinsics.X86;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Computes one rectangle of C on one thread, after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): the
/// inner dimension in slices, the rows in groups whose part of A stays in the second-level cache, the columns in strips as wide as a
/// tile. Operands are packed where the copy pays, and read in place where it does not. The slices depend on the inner dimension alone:
/// each element of C is the same chain of additions wherever the rectangle's borders lie.
/// </summary>
internal static unsafe class GemmBlock<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    // Longer slices visit C less often; at 512 a strip of B (64 KiB) streams from the second-level cache as fast as the kernel reads it.
    private const int LongestSlice = 512;

    // Rows of A packed together: 144 x 512 floats are 288 KiB, a part of a second-level cache. A multiple of every tile height.
    private const int GroupRows = 144;

    // From this many rows or columns on, an element is read often enough to be worth copying. Measured: smaller rectangles run faster on
    // operands in place, even where their rows lie a power of two apart.
    private const int RowsWorthPackingB = 576;
    private const int ColumnsWorthPackingA = 768;

    // A slice that keeps the kernel busy at least as long as a line of C takes to come from memory.
    private const int SliceWorthPrefetching = 64;

    private const int CacheLine = 64;

    private static int TileColumns => GemmKernel<T, TVector>.Columns;

    public static void Run(in GemmProblem<T> problem, int row, int rows, int column, int columns)
    {
        if (problem.K == 0)
        {
            GemmEdge<T>.FillEmptySum(problem, row, rows, column, columns);
            return;
        }

        var slices = (problem.K + LongestSlice - 1) / LongestSlice;
        var longest = (problem.K + slices - 1) / slices;
        var packA = columns >= ColumnsWorthPackingA;
        var packB = problem.BColumn != 1 || rows >= RowsWorthPackingB;
        var strips = packB ? (columns + TileColumns - 1) / TileColumns : 1;
        var aSize = (nint)Math.Min(rows + GemmKernel<T, TVector>.LeastRows, GroupRows) * longest;
        var bSize = (nint)strips * TileColumns * longest;
        var tileSize = GemmKernel<T, TVector>.MostRows * TileColumns;
        var tile = (T*)ThreadBuffer.Own((tileSize + aSize + bSize) * sizeof(T));
        var packedB = tile + tileSize;
        var packedA = packedB + bSize;

        for (var p = 0; p < problem.K; p += longest)
        {
            var k = Math.Min(longest, problem.K - p);
            for (var group = 0; group < rows; group += GroupRows)
            {
                var a = new PanelsOfA(problem, row + group, Math.Min(GroupRows, rows - group), p, k, packedA, packA);
                for (var strip = 0; strip < columns; strip += TileColumns)
                {
                    var width = Math.Min(TileColumns, columns - strip);
                    var b = problem.B + p * problem.BRow + (column + strip) * problem.BColumn;
                    var bRow = problem.BRow;
                    if (packB || width < TileColumns)
                    {
                        var packed = packedB + (packB ? (nint)strip * k : 0);
                        if (group == 0 || !packB)
                            GemmPacking<T, TVector>.Pack(b, problem.BColumn, bRow, width, k, packed, TileColumns);
                        b = packed;
                        bRow = TileColumns;
                    }

                    RunStrip(problem, a, b, bRow, column + strip, width, isFirst: p == 0, tile);
                }
            }
        }
    }

    /// <summary>All rows of a group by the columns of one strip.</summary>
    private static void RunStrip(in GemmProblem<T> problem, in PanelsOfA a, T* b, nint bRow, int column, int width, bool isFirst, T* tile)
    {
        var accumulate = problem.Accumulate || !isFirst;
        var bias = isFirst && problem.Bias != null ? problem.Bias + column : null;
        for (var i = 0; i < a.Rows;)
        {
            var height = GemmKernel<T, TVector>.TileRows(a.Rows - i);
            var valid = Math.Min(height, a.Rows - i);
            var ai = a.Panel(i, height, out var aRow, out var aColumn);
            var c = problem.C + (a.FirstRow + i) * problem.CRow + column;
            if (a.Slice >= SliceWorthPrefetching) Prefetch(c, problem.CRow, valid);
            if (valid == height && width == TileColumns)
            {
                GemmKernel<T, TVector>.Run(height, a.Slice, ai, aRow, aColumn, b, bRow, c, problem.CRow, accumulate, bias);
            }
            else
            {
                GemmKernel<T, TVector>.Run(height, a.Slice, ai, aRow, aColumn, b, bRow, tile, TileColumns, false, null);
                GemmEdge<T>.Merge(tile, TileColumns, valid, width, c, problem.CRow, accumulate, bias);
            }

            i += height;
        }
    }

    /// <summary>Asks for the tile of C while the kernel works on its sums; without it each tile ends in a wait for memory.</summary>
    private static void Prefetch(T* c, nint cRow, int rows)
    {
        if (!Sse.IsSupported) return;
        for (var i = 0; i < rows; i++)
        {
            for (var at = 0; at < TileColumns * sizeof(T); at += CacheLine) Sse.Prefetch0((byte*)c + at);
            c += cRow;
        }
    }

    /// <summary>Rows of A, packed tile by tile or in place; even then a last tile that is too low is packed and padded.</summary>
    private readonly struct PanelsOfA
    {
        private readonly T* _inPlace, _packed;
        private readonly nint _row, _column;
        private readonly bool _isPacked;

        public PanelsOfA(in GemmProblem<T> problem, int firstRow, int rows, int p, int slice, T* target, bool pack)
        {
            (FirstRow, Rows, Slice) = (firstRow, rows, slice);
            (_row, _column) = (problem.ARow, problem.AColumn);
            _inPlace = problem.A + firstRow * _row + p * _column;
            _packed = target;
            _isPacked = pack;
            for (var i = 0; i < rows;)
            {
                var height = GemmKernel<T, TVector>.TileRows(rows - i);
                if (pack || rows - i < height)
                {
                    var panel = pack ? target + (nint)i * slice : target;
                    GemmPacking<T, Simd128<T>>.Pack(
                        _inPlace + i * _row, _row, _column, Math.Min(height, rows - i), slice, panel, height);
                }

                i += height;
            }
        }

        public int FirstRow { get; }

        public int Rows { get; }

        public int Slice { get; }

        public T* Panel(int i, int height, out nint row, out nint column)
        {
            var isPadded = Rows - i < height;
            (row, column) = _isPacked || isPadded ? (1, height) : (_row, _column);
            return _isPacked ? _packed + (nint)i * Slice : isPadded ? _packed : _inPlace + i * _row;
        }
    }
}
