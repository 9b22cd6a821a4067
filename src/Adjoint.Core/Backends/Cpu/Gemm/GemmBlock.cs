using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Computes one rectangle of C on one thread, after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): the
/// inner dimension in slices whose strip of B stays in the first-level cache, the rows in groups whose part of A stays in the second.
/// Operands are packed where the copy pays, and read in place where it does not.
/// </summary>
internal static unsafe class GemmBlock<T, TVector, TLanes>
    where T : unmanaged
    where TVector : unmanaged
    where TLanes : struct, ILanes<T, TVector>
{
    // A strip of B, 256 by two vectors, takes 32 of the 48 KiB of a first-level cache; the panel of A and the tile of C take the rest.
    private const int LongestSlice = 256;

    // Rows of A packed together: 144 x 256 floats are 144 KiB, a part of a second-level cache. A multiple of every tile height.
    private const int GroupRows = 144;

    // From this many rows on, packing a row-major B (one pass over it) costs less than reading it with a long stride.
    private const int RowsWorthPackingB = 96;

    // From this many columns on, each packed element of A is read often enough.
    private const int ColumnsWorthPackingA = 128;

    private static int TileColumns => GemmKernel<T, TVector, TLanes>.Columns;

    public static void Run(in GemmProblem<T> problem, int row, int rows, int column, int columns)
    {
        if (problem.K == 0)
        {
            FillEmptySum(problem, row, rows, column, columns);
            return;
        }

        var slices = (problem.K + LongestSlice - 1) / LongestSlice;
        var sliceLength = (problem.K + slices - 1) / slices;
        var packB = problem.BColumn != 1 || rows >= RowsWorthPackingB;
        var packA = columns >= ColumnsWorthPackingA;
        var strips = packB ? (columns + TileColumns - 1) / TileColumns : 1;
        var bSize = (nint)strips * TileColumns * sliceLength;
        var aSize = (nint)Math.Min(rows + GemmKernel<T, TVector, TLanes>.LeastRows, GroupRows) * sliceLength;
        var tileSize = GemmKernel<T, TVector, TLanes>.MostRows * TileColumns;
        var workspace = (T*)GemmWorkspace.Take((bSize + aSize + tileSize) * sizeof(T));
        var packedB = workspace;
        var tile = packedB + bSize;
        var packedA = tile + tileSize;

        for (var p = 0; p < problem.K; p += sliceLength)
        {
            var k = Math.Min(sliceLength, problem.K - p);
            var accumulate = problem.Accumulate || p > 0;
            var bias = p == 0 ? problem.Bias : null;
            for (var group = 0; group < rows; group += GroupRows)
            {
                var groupRows = Math.Min(GroupRows, rows - group);
                var a = problem.A + (row + group) * problem.ARow + p * problem.AColumn;
                PackA(a, problem.ARow, problem.AColumn, groupRows, k, packedA, packA);
                for (var strip = 0; strip < columns; strip += TileColumns)
                {
                    var width = Math.Min(TileColumns, columns - strip);
                    var firstColumn = column + strip;
                    var b = problem.B + p * problem.BRow + firstColumn * problem.BColumn;
                    var bRow = problem.BRow;
                    if (packB || width < TileColumns)
                    {
                        var target = packedB + (packB ? (nint)strip * k : 0);
                        if (group == 0 || !packB)
                            GemmPacking<T, TVector, TLanes>.Pack(b, problem.BColumn, bRow, width, k, target, TileColumns);
                        b = target;
                        bRow = TileColumns;
                    }

                    RunStrip(problem, a, packA ? packedA : null, packedA, groupRows, b, bRow, width, k,
                        problem.C + (row + group) * problem.CRow + firstColumn, accumulate, bias == null ? null : bias + firstColumn, tile);
                }
            }
        }
    }

    /// <summary>Packs the rows tile by tile; where A is read in place, only a last tile that must be padded.</summary>
    private static void PackA(T* a, nint aRow, nint aColumn, int rows, int k, T* target, bool all)
    {
        for (var i = 0; i < rows;)
        {
            var height = GemmKernel<T, TVector, TLanes>.TileRows(rows - i);
            if (all || rows - i < height)
            {
                GemmPacking<T, Vector128<T>, Lanes128<T>>.Pack(
                    a + i * aRow, aRow, aColumn, Math.Min(height, rows - i), k, all ? target + (nint)i * k : target, height);
            }

            i += height;
        }
    }

    private static void RunStrip(in GemmProblem<T> problem, T* a, T* packedA, T* padded, int rows, T* b, nint bRow, int width, int k,
        T* c, bool accumulate, T* bias, T* tile)
    {
        for (var i = 0; i < rows;)
        {
            var height = GemmKernel<T, TVector, TLanes>.TileRows(rows - i);
            var valid = Math.Min(height, rows - i);
            T* ai;
            nint aRow = 1, aColumn = height;
            if (packedA != null) ai = packedA + (nint)i * k;
            else if (valid < height) ai = padded;
            else
            {
                ai = a + i * problem.ARow;
                aRow = problem.ARow;
                aColumn = problem.AColumn;
            }

            var ci = c + i * problem.CRow;
            if (valid == height && width == TileColumns)
            {
                GemmKernel<T, TVector, TLanes>.Run(height, k, ai, aRow, aColumn, b, bRow, ci, problem.CRow, accumulate, bias);
            }
            else
            {
                GemmKernel<T, TVector, TLanes>.Run(height, k, ai, aRow, aColumn, b, bRow, tile, TileColumns, false, null);
                MergeTile(tile, valid, width, ci, problem.CRow, accumulate, bias);
            }

            i += height;
        }
    }

    /// <summary>Writes the part of an edge tile that lies inside C, with the same order of additions as a whole tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MergeTile(T* tile, int rows, int columns, T* c, nint cRow, bool accumulate, T* bias)
    {
        for (var i = 0; i < rows; i++)
        {
            var j = 0;
            for (; j + Vector128<T>.Count <= columns; j += Vector128<T>.Count)
            {
                var sum = Vector128.Load(tile + j);
                if (bias != null) sum += Vector128.Load(bias + j);
                if (accumulate) sum += Vector128.Load(c + j);
                sum.Store(c + j);
            }

            for (; j < columns; j++)
            {
                var sum = Vector128.CreateScalarUnsafe(tile[j]);
                if (bias != null) sum += Vector128.CreateScalarUnsafe(bias[j]);
                if (accumulate) sum += Vector128.CreateScalarUnsafe(c[j]);
                c[j] = sum.ToScalar();
            }

            tile += TileColumns;
            c += cRow;
        }
    }

    /// <summary>A sum over nothing is zero: C stays, or becomes the bias or zero.</summary>
    private static void FillEmptySum(in GemmProblem<T> problem, int row, int rows, int column, int columns)
    {
        for (var i = row; i < row + rows; i++)
        {
            for (var j = column; j < column + columns; j++)
            {
                var c = problem.C + i * problem.CRow + j;
                var sum = Vector128<T>.Zero;
                if (problem.Bias != null) sum += Vector128.CreateScalarUnsafe(problem.Bias[j]);
                if (problem.Accumulate) sum += Vector128.CreateScalarUnsafe(*c);
                *c = sum.ToScalar();
            }
        }
    }
}
