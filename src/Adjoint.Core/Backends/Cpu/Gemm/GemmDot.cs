using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The product as inner products, for operands that both run along the inner dimension (a batch by the weights of a linear layer). A vector
/// holds adjacent elements of the inner dimension, so nothing is packed; the lanes are added at the end. It wins where an operand
/// would be packed for the sake of a few rows or columns.
/// </summary>
internal static unsafe class GemmDot<T, TVector, TLanes>
    where T : unmanaged
    where TVector : unmanaged
    where TLanes : struct, ILanes<T, TVector>
{
    // Columns of B that one row of A meets at once, and the side of the square tile.
    private const int RowTile = 8;
    private const int SquareTile = 4;

    // Measured: adding the lanes costs as much for one element of C as packing for 8 elements of the operands.
    private const int PackedElementsPerSum = 8;

    // Without slices of the inner dimension, 4 columns of B of this length are what the first-level cache holds.
    private const int LongestInner = 2048;

    // So few lines stay in the second-level cache at any length, and the other operand passes by once.
    private const int FewLines = 16;

    public static bool Suits(in GemmProblem<T> problem)
    {
        if (problem.AColumn != 1 || problem.BRow != 1 || problem.K < TLanes.Count) return false;
        if (Math.Min(problem.M, problem.N) > FewLines && problem.K > LongestInner) return false;
        return PackedElementsPerSum * (long)problem.M * problem.N < (long)problem.K * (problem.M + problem.N);
    }

    [SkipLocalsInit]
    public static void Run(in GemmProblem<T> problem, int row, int rows, int column, int columns)
    {
        var sums = stackalloc T[SquareTile * SquareTile];
        var width = problem.M == 1 ? RowTile : SquareTile;
        var height = problem.M == 1 ? 1 : SquareTile;
        for (var j = column; j < column + columns; j += width)
        {
            var tileColumns = Math.Min(width, column + columns - j);
            var b = problem.B + j * problem.BColumn;
            for (var i = row; i < row + rows; i += height)
            {
                var tileRows = Math.Min(height, row + rows - i);
                var a = problem.A + i * problem.ARow;
                if (height == 1) SumRow(problem.K, a, b, problem.BColumn, tileColumns, sums);
                else SumSquare(problem.K, a, problem.ARow, tileRows, b, problem.BColumn, tileColumns, sums);
                GemmEdge<T>.Merge(sums, width, tileRows, tileColumns, problem.C + i * problem.CRow + j, problem.CRow, problem.Accumulate,
                    problem.Bias == null ? null : problem.Bias + j);
            }
        }
    }

    /// <summary>One row of A by up to 8 columns of B; columns that are not there repeat the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRow(nint k, T* a, T* b, nint bColumn, int columns, T* sums)
    {
        TVector s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        TVector s4 = TLanes.Zero, s5 = TLanes.Zero, s6 = TLanes.Zero, s7 = TLanes.Zero;
        var b1 = columns > 1 ? b + bColumn : b;
        var b2 = columns > 2 ? b1 + bColumn : b1;
        var b3 = columns > 3 ? b2 + bColumn : b2;
        var b4 = columns > 4 ? b3 + bColumn : b3;
        var b5 = columns > 5 ? b4 + bColumn : b4;
        var b6 = columns > 6 ? b5 + bColumn : b5;
        var b7 = columns > 7 ? b6 + bColumn : b6;
        nint p = 0;
        for (; p <= k - TLanes.Count; p += TLanes.Count)
        {
            var x = TLanes.Load(a + p);
            s0 = TLanes.MultiplyAdd(x, TLanes.Load(b + p), s0);
            s1 = TLanes.MultiplyAdd(x, TLanes.Load(b1 + p), s1);
            s2 = TLanes.MultiplyAdd(x, TLanes.Load(b2 + p), s2);
            s3 = TLanes.MultiplyAdd(x, TLanes.Load(b3 + p), s3);
            s4 = TLanes.MultiplyAdd(x, TLanes.Load(b4 + p), s4);
            s5 = TLanes.MultiplyAdd(x, TLanes.Load(b5 + p), s5);
            s6 = TLanes.MultiplyAdd(x, TLanes.Load(b6 + p), s6);
            s7 = TLanes.MultiplyAdd(x, TLanes.Load(b7 + p), s7);
        }

        if (p < k)
        {
            var x = LoadRest(a, k, p);
            s0 = TLanes.MultiplyAdd(x, LoadRest(b, k, p), s0);
            s1 = TLanes.MultiplyAdd(x, LoadRest(b1, k, p), s1);
            s2 = TLanes.MultiplyAdd(x, LoadRest(b2, k, p), s2);
            s3 = TLanes.MultiplyAdd(x, LoadRest(b3, k, p), s3);
            s4 = TLanes.MultiplyAdd(x, LoadRest(b4, k, p), s4);
            s5 = TLanes.MultiplyAdd(x, LoadRest(b5, k, p), s5);
            s6 = TLanes.MultiplyAdd(x, LoadRest(b6, k, p), s6);
            s7 = TLanes.MultiplyAdd(x, LoadRest(b7, k, p), s7);
        }

        StoreFourSums(s0, s1, s2, s3, sums);
        StoreFourSums(s4, s5, s6, s7, sums + 4);
    }

    /// <summary>Up to 4 rows of A by up to 4 columns of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumSquare(nint k, T* a, nint aRow, int rows, T* b, nint bColumn, int columns, T* sums)
    {
        TVector s00 = TLanes.Zero, s01 = TLanes.Zero, s02 = TLanes.Zero, s03 = TLanes.Zero;
        TVector s10 = TLanes.Zero, s11 = TLanes.Zero, s12 = TLanes.Zero, s13 = TLanes.Zero;
        TVector s20 = TLanes.Zero, s21 = TLanes.Zero, s22 = TLanes.Zero, s23 = TLanes.Zero;
        TVector s30 = TLanes.Zero, s31 = TLanes.Zero, s32 = TLanes.Zero, s33 = TLanes.Zero;
        var a1 = rows > 1 ? a + aRow : a;
        var a2 = rows > 2 ? a1 + aRow : a1;
        var a3 = rows > 3 ? a2 + aRow : a2;
        var b1 = columns > 1 ? b + bColumn : b;
        var b2 = columns > 2 ? b1 + bColumn : b1;
        var b3 = columns > 3 ? b2 + bColumn : b2;
        nint p = 0;
        while (p < k)
        {
            TVector x0, x1, x2, x3, y0, y1, y2, y3;
            if (p <= k - TLanes.Count)
            {
                (x0, x1, x2, x3) = (TLanes.Load(a + p), TLanes.Load(a1 + p), TLanes.Load(a2 + p), TLanes.Load(a3 + p));
                (y0, y1, y2, y3) = (TLanes.Load(b + p), TLanes.Load(b1 + p), TLanes.Load(b2 + p), TLanes.Load(b3 + p));
            }
            else
            {
                (x0, x1, x2, x3) = (LoadRest(a, k, p), LoadRest(a1, k, p), LoadRest(a2, k, p), LoadRest(a3, k, p));
                (y0, y1, y2, y3) = (LoadRest(b, k, p), LoadRest(b1, k, p), LoadRest(b2, k, p), LoadRest(b3, k, p));
            }

            s00 = TLanes.MultiplyAdd(x0, y0, s00);
            s01 = TLanes.MultiplyAdd(x0, y1, s01);
            s02 = TLanes.MultiplyAdd(x0, y2, s02);
            s03 = TLanes.MultiplyAdd(x0, y3, s03);
            s10 = TLanes.MultiplyAdd(x1, y0, s10);
            s11 = TLanes.MultiplyAdd(x1, y1, s11);
            s12 = TLanes.MultiplyAdd(x1, y2, s12);
            s13 = TLanes.MultiplyAdd(x1, y3, s13);
            s20 = TLanes.MultiplyAdd(x2, y0, s20);
            s21 = TLanes.MultiplyAdd(x2, y1, s21);
            s22 = TLanes.MultiplyAdd(x2, y2, s22);
            s23 = TLanes.MultiplyAdd(x2, y3, s23);
            s30 = TLanes.MultiplyAdd(x3, y0, s30);
            s31 = TLanes.MultiplyAdd(x3, y1, s31);
            s32 = TLanes.MultiplyAdd(x3, y2, s32);
            s33 = TLanes.MultiplyAdd(x3, y3, s33);
            p += TLanes.Count;
        }

        StoreFourSums(s00, s01, s02, s03, sums);
        StoreFourSums(s10, s11, s12, s13, sums + 4);
        StoreFourSums(s20, s21, s22, s23, sums + 8);
        StoreFourSums(s30, s31, s32, s33, sums + 12);
    }

    /// <summary>The elements p..k-1 in the last lanes, read together with those before them, which become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadRest(T* line, nint k, nint p) => TLanes.KeepLast(TLanes.Load(line + k - TLanes.Count), (int)(k - p));

    // In each 128-bit quarter: interleaving and adding halves the terms of each sum until lane i belongs to sum i.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFourSums(TVector s0, TVector s1, TVector s2, TVector s3, T* sums)
    {
        var s01 = TLanes.Add(TLanes.InterleaveLow(s0, s1), TLanes.InterleaveHigh(s0, s1));
        var s23 = TLanes.Add(TLanes.InterleaveLow(s2, s3), TLanes.InterleaveHigh(s2, s3));
        if (sizeof(T) == 4)
        {
            TLanes.StoreSumOfQuarters(TLanes.Add(TLanes.LowHalves(s01, s23), TLanes.HighHalves(s01, s23)), sums);
        }
        else
        {
            TLanes.StoreSumOfQuarters(s01, sums);
            TLanes.StoreSumOfQuarters(s23, sums + 2);
        }
    }
}
