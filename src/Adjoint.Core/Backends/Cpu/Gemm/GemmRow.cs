using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// One row times a row-major matrix: C += a[p] * (row p of B), eight rows of B at a time. Every byte of B is used once, so the speed is
/// the memory's, and memory is fastest when whole rows are read from end to end.
/// </summary>
internal static unsafe class GemmRow<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    private const int RowsAtOnce = 8;

    public static bool Suits(in GemmProblem<T> problem) => problem.M == 1 && problem.BColumn == 1 && problem.N >= TVector.Count;

    public static void Run(in GemmProblem<T> problem, int column, int columns)
    {
        var rest = columns % TVector.Count;
        var whole = columns - rest;
        if (rest > 0) RunRest(problem, column + whole, rest);
        if (whole == 0) return;

        GemmEdge<T>.FillEmptySum(problem, 0, 1, column, whole);
        var a = problem.A;
        var b = problem.B + column;
        var c = problem.C + column;
        var p = 0;
        for (; p <= problem.K - RowsAtOnce; p += RowsAtOnce)
        {
            AddRows(a, problem.AColumn, b, problem.BRow, c, whole);
            a += RowsAtOnce * problem.AColumn;
            b += RowsAtOnce * problem.BRow;
        }

        for (; p < problem.K; p++)
        {
            AddRow(*a, b, c, whole);
            a += problem.AColumn;
            b += problem.BRow;
        }
    }

    /// <summary>The last columns, fewer than a vector: the same in the narrowest vectors, and what is left then as a padded tile.</summary>
    private static void RunRest(in GemmProblem<T> problem, int column, int columns)
    {
        if (TVector.Count > Vector128<T>.Count) GemmRow<T, Simd128<T>>.Run(problem, column, columns);
        else GemmBlock<T, TVector>.Run(problem, 0, 1, column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(T* a, nint aColumn, T* b, nint bRow, T* c, nint columns)
    {
        var x0 = TVector.Broadcast(*a);
        var x1 = TVector.Broadcast(a[aColumn]);
        var x2 = TVector.Broadcast(a[2 * aColumn]);
        var x3 = TVector.Broadcast(a[3 * aColumn]);
        var x4 = TVector.Broadcast(a[4 * aColumn]);
        var x5 = TVector.Broadcast(a[5 * aColumn]);
        var x6 = TVector.Broadcast(a[6 * aColumn]);
        var x7 = TVector.Broadcast(a[7 * aColumn]);
        var b1 = b + bRow;
        var b2 = b1 + bRow;
        var b3 = b2 + bRow;
        var b4 = b3 + bRow;
        var b5 = b4 + bRow;
        var b6 = b5 + bRow;
        var b7 = b6 + bRow;
        for (nint j = 0; j < columns; j += TVector.Count)
        {
            var sum = TVector.MultiplyAdd(x0, TVector.Load(b + j), TVector.Load(c + j));
            sum = TVector.MultiplyAdd(x1, TVector.Load(b1 + j), sum);
            sum = TVector.MultiplyAdd(x2, TVector.Load(b2 + j), sum);
            sum = TVector.MultiplyAdd(x3, TVector.Load(b3 + j), sum);
            sum = TVector.MultiplyAdd(x4, TVector.Load(b4 + j), sum);
            sum = TVector.MultiplyAdd(x5, TVector.Load(b5 + j), sum);
            sum = TVector.MultiplyAdd(x6, TVector.Load(b6 + j), sum);
            sum = TVector.MultiplyAdd(x7, TVector.Load(b7 + j), sum);
            TVector.Store(sum, c + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(T a, T* b, T* c, nint columns)
    {
        var x = TVector.Broadcast(a);
        for (nint j = 0; j < columns; j += TVector.Count)
            TVector.Store(TVector.MultiplyAdd(x, TVector.Load(b + j), TVector.Load(c + j)), c + j);
    }
}
