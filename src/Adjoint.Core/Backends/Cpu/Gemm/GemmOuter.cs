using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A large product over a short inner dimension, such as the gradient by the weight of a wide layer at a small batch: C[i, :] is a sum of a
/// few rows of B, which stay in the caches, and writing C takes the time. It is written row by row and past the caches, which saves
/// reading it first and leaves the caches to others; an element is the chain of additions along the inner dimension.
/// </summary>
internal static unsafe class GemmOuter<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    // Up to here the memory is slower than the sums.
    private const int LongestInner = 16;

    // A result that no cache keeps.
    private const long LeastBytes = 16 << 20;

    private const int RowsAtOnce = 4;

    public static bool Suits(in GemmProblem<T> problem) =>
        problem.K is > 0 and <= LongestInner && problem.BColumn == 1 && !problem.Accumulate && problem.Bias == null
        && problem.N >= TVector.Count && (long)problem.M * problem.N * sizeof(T) >= LeastBytes;

    [SkipLocalsInit]
    public static void Run(in GemmProblem<T> problem, int row, int rows, int column, int columns)
    {
        var rest = columns % TVector.Count;
        var whole = columns - rest;
        if (rest > 0) GemmBlock<T, TVector>.Run(problem, row, rows, column + whole, rest);
        var factors = stackalloc T[RowsAtOnce * LongestInner];
        var b = problem.B + column;
        var isAligned = ((nint)(problem.C + column) | (problem.CRow * sizeof(T))) % sizeof(TVector) == 0;
        for (var i = 0; i < rows; i += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows - i);
            Pack(problem, row + i, count, factors);
            var c = problem.C + (row + i) * problem.CRow + column;
            if (isAligned) WriteRows<PastCaches>(problem.K, factors, b, problem.BRow, c, problem.CRow, count, whole);
            else WriteRows<Ordinary>(problem.K, factors, b, problem.BRow, c, problem.CRow, count, whole);
        }
        if (isAligned && Sse.IsSupported) Sse.StoreFence();
    }

    // Four factors of each place along the inner dimension side by side; rows that are not there repeat the last one.
    private static void Pack(in GemmProblem<T> problem, int row, int count, T* factors)
    {
        for (var p = 0; p < problem.K; p++)
        {
            for (var i = 0; i < RowsAtOnce; i++)
                *factors++ = problem.A[(row + Math.Min(i, count - 1)) * problem.ARow + p * problem.AColumn];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteRows<TStore>(int k, T* factors, T* b, nint bRow, T* c, nint cRow, int rows, int columns)
        where TStore : struct, IStore
    {
        T* c1 = c + Math.Min(1, rows - 1) * cRow, c2 = c + Math.Min(2, rows - 1) * cRow, c3 = c + (rows - 1) * cRow;
        for (nint j = 0; j < columns; j += TVector.Count)
        {
            TVector s0 = default, s1 = default, s2 = default, s3 = default;
            Sum(k, factors, b + j, bRow, ref s0, ref s1, ref s2, ref s3);
            TStore.Store(s0, c + j);
            TStore.Store(s1, c1 + j);
            TStore.Store(s2, c2 + j);
            TStore.Store(s3, c3 + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(int k, T* factors, T* b, nint bRow, ref TVector s0, ref TVector s1, ref TVector s2, ref TVector s3)
    {
        for (var p = 0; p < k; p++, b += bRow, factors += RowsAtOnce)
        {
            var y = TVector.Load(b);
            s0 = TVector.MultiplyAdd(TVector.Broadcast(factors[0]), y, s0);
            s1 = TVector.MultiplyAdd(TVector.Broadcast(factors[1]), y, s1);
            s2 = TVector.MultiplyAdd(TVector.Broadcast(factors[2]), y, s2);
            s3 = TVector.MultiplyAdd(TVector.Broadcast(factors[3]), y, s3);
        }
    }

    private interface IStore
    {
        static abstract void Store(TVector vector, T* target);
    }

    private readonly struct Ordinary : IStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(TVector vector, T* target) => TVector.Store(vector, target);
    }

    private readonly struct PastCaches : IStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(TVector vector, T* target) => TVector.StorePastCaches(vector, target);
    }
}
