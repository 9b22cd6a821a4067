using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The product as inner products, for operands that both run along the inner dimension (a batch by the weights of a linear layer). A vector
/// holds adjacent elements of the inner dimension, so nothing is packed; the lanes are added at the end. It wins where an operand
/// would be packed for the sake of a few rows or columns.
/// </summary>
internal static unsafe class GemmDot<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
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
        if (problem.AColumn != 1 || problem.BRow != 1 || problem.K < TVector.Count) return false;
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
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        TVector s4 = default, s5 = default, s6 = default, s7 = default;
        var b1 = columns > 1 ? b + bColumn : b;
        var b2 = columns > 2 ? b1 + bColumn : b1;
        var b3 = columns > 3 ? b2 + bColumn : b2;
        var b4 = columns > 4 ? b3 + bColumn : b3;
        var b5 = columns > 5 ? b4 + bColumn : b4;
        var b6 = columns > 6 ? b5 + bColumn : b5;
        var b7 = columns > 7 ? b6 + bColumn : b6;
        nint p = 0;
        for (; p <= k - TVector.Count; p += TVector.Count)
        {
            var x = TVector.Load(a + p);
            s0 = TVector.MultiplyAdd(x, TVector.Load(b + p), s0);
            s1 = TVector.MultiplyAdd(x, TVector.Load(b1 + p), s1);
            s2 = TVector.MultiplyAdd(x, TVector.Load(b2 + p), s2);
            s3 = TVector.MultiplyAdd(x, TVector.Load(b3 + p), s3);
            s4 = TVector.MultiplyAdd(x, TVector.Load(b4 + p), s4);
            s5 = TVector.MultiplyAdd(x, TVector.Load(b5 + p), s5);
            s6 = TVector.MultiplyAdd(x, TVector.Load(b6 + p), s6);
            s7 = TVector.MultiplyAdd(x, TVector.Load(b7 + p), s7);
        }

        if (p < k)
        {
            var x = LoadRest(a, k, p);
            s0 = TVector.MultiplyAdd(x, LoadRest(b, k, p), s0);
            s1 = TVector.MultiplyAdd(x, LoadRest(b1, k, p), s1);
            s2 = TVector.MultiplyAdd(x, LoadRest(b2, k, p), s2);
            s3 = TVector.MultiplyAdd(x, LoadRest(b3, k, p), s3);
            s4 = TVector.MultiplyAdd(x, LoadRest(b4, k, p), s4);
            s5 = TVector.MultiplyAdd(x, LoadRest(b5, k, p), s5);
            s6 = TVector.MultiplyAdd(x, LoadRest(b6, k, p), s6);
            s7 = TVector.MultiplyAdd(x, LoadRest(b7, k, p), s7);
        }

        StoreFourSums(s0, s1, s2, s3, sums);
        StoreFourSums(s4, s5, s6, s7, sums + 4);
    }

    /// <summary>Up to 4 rows of A by up to 4 columns of B.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumSquare(nint k, T* a, nint aRow, int rows, T* b, nint bColumn, int columns, T* sums)
    {
        TVector s00 = default, s01 = default, s02 = default, s03 = default;
        TVector s10 = default, s11 = default, s12 = default, s13 = default;
        TVector s20 = default, s21 = default, s22 = default, s23 = default;
        TVector s30 = default, s31 = default, s32 = default, s33 = default;
        var a1 = rows > 1 ? a + aRow : a;
        var a2 = rows > 2 ? a1 + aRow : a1;
        var a3 = rows > 3 ? a2 + aRow : a2;
        var b1 = columns > 1 ? b + bColumn : b;
        var b2 = columns > 2 ? b1 + bColumn : b1;
        var b3 = columns > 3 ? b2 + bColumn : b2;
        nint p = 0;
        for (; p <= k - TVector.Count; p += TVector.Count)
        {
            var x0 = TVector.Load(a + p);
            var x1 = TVector.Load(a1 + p);
            var x2 = TVector.Load(a2 + p);
            var x3 = TVector.Load(a3 + p);
            var y0 = TVector.Load(b + p);
            var y1 = TVector.Load(b1 + p);
            var y2 = TVector.Load(b2 + p);
            var y3 = TVector.Load(b3 + p);
            s00 = TVector.MultiplyAdd(x0, y0, s00);
            s01 = TVector.MultiplyAdd(x0, y1, s01);
            s02 = TVector.MultiplyAdd(x0, y2, s02);
            s03 = TVector.MultiplyAdd(x0, y3, s03);
            s10 = TVector.MultiplyAdd(x1, y0, s10);
            s11 = TVector.MultiplyAdd(x1, y1, s11);
            s12 = TVector.MultiplyAdd(x1, y2, s12);
            s13 = TVector.MultiplyAdd(x1, y3, s13);
            s20 = TVector.MultiplyAdd(x2, y0, s20);
            s21 = TVector.MultiplyAdd(x2, y1, s21);
            s22 = TVector.MultiplyAdd(x2, y2, s22);
            s23 = TVector.MultiplyAdd(x2, y3, s23);
            s30 = TVector.MultiplyAdd(x3, y0, s30);
            s31 = TVector.MultiplyAdd(x3, y1, s31);
            s32 = TVector.MultiplyAdd(x3, y2, s32);
            s33 = TVector.MultiplyAdd(x3, y3, s33);
        }

        if (p < k)
        {
            var x0 = LoadRest(a, k, p);
            var x1 = LoadRest(a1, k, p);
            var x2 = LoadRest(a2, k, p);
            var x3 = LoadRest(a3, k, p);
            var y0 = LoadRest(b, k, p);
            var y1 = LoadRest(b1, k, p);
            var y2 = LoadRest(b2, k, p);
            var y3 = LoadRest(b3, k, p);
            s00 = TVector.MultiplyAdd(x0, y0, s00);
            s01 = TVector.MultiplyAdd(x0, y1, s01);
            s02 = TVector.MultiplyAdd(x0, y2, s02);
            s03 = TVector.MultiplyAdd(x0, y3, s03);
            s10 = TVector.MultiplyAdd(x1, y0, s10);
            s11 = TVector.MultiplyAdd(x1, y1, s11);
            s12 = TVector.MultiplyAdd(x1, y2, s12);
            s13 = TVector.MultiplyAdd(x1, y3, s13);
            s20 = TVector.MultiplyAdd(x2, y0, s20);
            s21 = TVector.MultiplyAdd(x2, y1, s21);
            s22 = TVector.MultiplyAdd(x2, y2, s22);
            s23 = TVector.MultiplyAdd(x2, y3, s23);
            s30 = TVector.MultiplyAdd(x3, y0, s30);
            s31 = TVector.MultiplyAdd(x3, y1, s31);
            s32 = TVector.MultiplyAdd(x3, y2, s32);
            s33 = TVector.MultiplyAdd(x3, y3, s33);
        }

        // Written out four times, the sums of the lanes would be more than the compiler is willing to inline.
        var all = stackalloc TVector[] { s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33 };
        for (var row = 0; row < SquareTile; row++, all += SquareTile, sums += SquareTile)
        {
            StoreFourSums(all[0], all[1], all[2], all[3], sums);
        }
    }

    /// <summary>The elements p..k-1 in the last lanes, read together with those before them, which become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadRest(T* line, nint k, nint p) => TVector.KeepLast(TVector.Load(line + k - TVector.Count), (int)(k - p));

    // In each 128-bit quarter: interleaving and adding halves the terms of each sum until lane i belongs to sum i.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFourSums(TVector s0, TVector s1, TVector s2, TVector s3, T* sums)
    {
        var s01 = TVector.InterleaveLow(s0, s1) + TVector.InterleaveHigh(s0, s1);
        var s23 = TVector.InterleaveLow(s2, s3) + TVector.InterleaveHigh(s2, s3);
        if (sizeof(T) == 4)
        {
            TVector.StoreSumOfQuarters(TVector.LowHalves(s01, s23) + TVector.HighHalves(s01, s23), sums);
        }
        else
        {
            TVector.StoreSumOfQuarters(s01, sums);
            TVector.StoreSumOfQuarters(s23, sums + 2);
        }
    }
}
