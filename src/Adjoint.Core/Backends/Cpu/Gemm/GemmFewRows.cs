using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A few rows times a large row-major matrix, such as the gradient by the input of a wide layer at a small batch: four rows of B at a time
/// pass by all rows of C, which stay in the caches. As with <see cref="GemmRow{T, TVector}"/> B is read once, in whole rows, at the
/// memory's speed; an element is the chain of additions along the inner dimension.
/// </summary>
internal static unsafe class GemmFewRows<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    // Up to here the memory is slower than the sums.
    private const int MostRows = 16;

    // A matrix that streams from memory.
    private const long LeastBytes = 4 << 20;

    private const int RowsAtOnce = 4;
    private const int CacheLine = 64;

    public static bool Suits(in GemmProblem<T> problem) =>
        problem.M is > 1 and <= MostRows && problem.BColumn == 1 && problem.N >= TVector.Count && TVector.HasManyRegisters
        && (long)problem.K * problem.N * sizeof(T) >= LeastBytes;

    public static void Run(in GemmProblem<T> problem, int row, int height, int column, int columns)
    {
        var rest = columns % TVector.Count;
        var whole = columns - rest;
        if (rest > 0) GemmBlock<T, TVector>.Run(problem, row, height, column + whole, rest);
        if (whole == 0) return;
        // The rows of C may lie a power of two apart, where all of them compete for the same few lines of the first-level cache.
        var sumRow = whole + CacheLine / sizeof(T);
        var sums = (T*)ThreadBuffer.Own((long)height * sumRow * sizeof(T));
        new Span<T>(sums, height * sumRow).Clear();
        for (var p = 0; p < problem.K; p += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, problem.K - p);
            var b = problem.B + p * problem.BRow + column;
            for (var i = 0; i < height; i += RowsAtOnce)
            {
                var rows = Math.Min(RowsAtOnce, height - i);
                var a = problem.A + (row + i) * problem.ARow + p * problem.AColumn;
                var target = sums + i * sumRow;
                if (count == RowsAtOnce)
                {
                    var ahead = i == 0 ? RowsAtOnce * problem.BRow : 0;
                    AddFour(a, problem.ARow, problem.AColumn, rows, b, problem.BRow, ahead, target, sumRow, whole);
                }
                else
                {
                    AddOneByOne(a, problem.ARow, problem.AColumn, rows, b, problem.BRow, count, target, sumRow, whole);
                }
            }
        }
        GemmEdge<T>.Merge(sums, sumRow, height, whole, problem.C + row * problem.CRow + column, problem.CRow, problem.Accumulate,
            problem.Bias == null ? null : problem.Bias + column);
    }

    /// <summary>Four rows of B into up to four rows of C; rows that are not there repeat the last one and store the same again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(
        T* a, nint aRow, nint aColumn, int rows, T* b, nint bRow, nint ahead, T* c, nint cRow, nint columns)
    {
        var (second, third, last) = ((nint)Math.Min(1, rows - 1), (nint)Math.Min(2, rows - 1), (nint)rows - 1);
        T* a1 = a + second * aRow, a2 = a + third * aRow, a3 = a + last * aRow;
        T* c1 = c + second * cRow, c2 = c + third * cRow, c3 = c + last * cRow;
        T* b1 = b + bRow, b2 = b + 2 * bRow, b3 = b + 3 * bRow;
        var (x00, x01) = (TVector.Broadcast(*a), TVector.Broadcast(a[aColumn]));
        var (x02, x03) = (TVector.Broadcast(a[2 * aColumn]), TVector.Broadcast(a[3 * aColumn]));
        var (x10, x11) = (TVector.Broadcast(*a1), TVector.Broadcast(a1[aColumn]));
        var (x12, x13) = (TVector.Broadcast(a1[2 * aColumn]), TVector.Broadcast(a1[3 * aColumn]));
        var (x20, x21) = (TVector.Broadcast(*a2), TVector.Broadcast(a2[aColumn]));
        var (x22, x23) = (TVector.Broadcast(a2[2 * aColumn]), TVector.Broadcast(a2[3 * aColumn]));
        var (x30, x31) = (TVector.Broadcast(*a3), TVector.Broadcast(a3[aColumn]));
        var (x32, x33) = (TVector.Broadcast(a3[2 * aColumn]), TVector.Broadcast(a3[3 * aColumn]));
        for (nint j = 0; j < columns; j += TVector.Count)
        {
            if (ahead != 0) Prefetch(b + ahead + j, bRow);
            var y = TVector.Load(b + j);
            var s0 = TVector.MultiplyAdd(x00, y, TVector.Load(c + j));
            var s1 = TVector.MultiplyAdd(x10, y, TVector.Load(c1 + j));
            var s2 = TVector.MultiplyAdd(x20, y, TVector.Load(c2 + j));
            var s3 = TVector.MultiplyAdd(x30, y, TVector.Load(c3 + j));
            y = TVector.Load(b1 + j);
            s0 = TVector.MultiplyAdd(x01, y, s0);
            s1 = TVector.MultiplyAdd(x11, y, s1);
            s2 = TVector.MultiplyAdd(x21, y, s2);
            s3 = TVector.MultiplyAdd(x31, y, s3);
            y = TVector.Load(b2 + j);
            s0 = TVector.MultiplyAdd(x02, y, s0);
            s1 = TVector.MultiplyAdd(x12, y, s1);
            s2 = TVector.MultiplyAdd(x22, y, s2);
            s3 = TVector.MultiplyAdd(x32, y, s3);
            y = TVector.Load(b3 + j);
            TVector.Store(TVector.MultiplyAdd(x03, y, s0), c + j);
            TVector.Store(TVector.MultiplyAdd(x13, y, s1), c1 + j);
            TVector.Store(TVector.MultiplyAdd(x23, y, s2), c2 + j);
            TVector.Store(TVector.MultiplyAdd(x33, y, s3), c3 + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOneByOne(
        T* a, nint aRow, nint aColumn, int rows, T* b, nint bRow, int count, T* c, nint cRow, nint columns)
    {
        for (var i = 0; i < rows; i++, a += aRow, c += cRow)
        {
            for (var p = 0; p < count; p++)
            {
                var x = TVector.Broadcast(a[p * aColumn]);
                var y = b + p * bRow;
                for (nint j = 0; j < columns; j += TVector.Count)
                    TVector.Store(TVector.MultiplyAdd(x, TVector.Load(y + j), TVector.Load(c + j)), c + j);
            }
        }
    }

    // The rows that come next, while the ones before are added; a prefetch beyond the matrix does nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(T* b, nint bRow)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch1(b);
        Sse.Prefetch1(b + bRow);
        Sse.Prefetch1(b + 2 * bRow);
        Sse.Prefetch1(b + 3 * bRow);
    }
}
