using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Copies a strip of an operand into the order in which the kernel reads it: for each p of the inner dimension the elements of all
/// lines (rows of A, columns of B) side by side. Lines that are missing at the edge become zero; what is computed from them is thrown
/// away.
/// </summary>
internal static unsafe class GemmPacking<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    private static int Quarter => Vector128<T>.Count;

    /// <summary>target[p * width + l] = source[l * line + p * step] for l below lines, zero for the rest of the width.</summary>
    public static void Pack(T* source, nint line, nint step, int lines, int k, T* target, int width)
    {
        if (lines < width) new Span<T>(target, k * width).Clear();
        if (step == 1)
        {
            Transpose(source, line, lines, k, target, width);
            return;
        }

        var vectors = line == 1 ? lines - lines % TVector.Count : 0;
        if (vectors > 0) CopyVectors(source, step, vectors, k, target, width);
        if (vectors < lines) CopyElements(source + vectors * line, line, step, lines - vectors, k, target + vectors, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyVectors(T* source, nint step, int lines, int k, T* target, int width)
    {
        for (; k > 0; k--)
        {
            for (var l = 0; l < lines; l += TVector.Count) TVector.Store(TVector.Load(source + l), target + l);
            source += step;
            target += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyElements(T* source, nint line, nint step, int lines, int k, T* target, int width)
    {
        for (; k > 0; k--)
        {
            for (var l = 0; l < lines; l++) target[l] = source[l * line];
            source += step;
            target += width;
        }
    }

    /// <summary>Lines of adjacent elements: blocks of a vector of lines by 128 bits of elements are transposed in registers.</summary>
    public static void Transpose(T* source, nint line, int lines, int k, T* target, int width)
    {
        var wholeK = k - k % Quarter;
        var l = 0;
        for (; l + TVector.Count <= lines; l += TVector.Count) TransposeBlock(source + l * line, line, wholeK, target + l, width);
        for (; l + Quarter <= lines; l += Quarter)
            GemmPacking<T, Simd128<T>>.TransposeBlock(source + l * line, line, wholeK, target + l, width);
        if (wholeK < k) CopyElements(source + wholeK, line, 1, l, k - wholeK, target + (nint)wholeK * width, width);
        if (l < lines) CopyElements(source + l * line, line, 1, lines - l, k, target + l, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBlock(T* source, nint line, int k, T* target, int width)
    {
        for (; k > 0; k -= Quarter)
        {
            if (Quarter == 4) TransposeFours(source, line, target, width);
            else TransposeTwos(source, line, target, width);
            source += Quarter;
            target += Quarter * width;
        }
    }

    // Quarter q of x_r holds elements p..p+3 of line 4q + r; quarter q of the output for p holds the lines 4q..4q+3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFours(T* source, nint line, T* target, int width)
    {
        var x0 = TVector.LoadQuarters(source, 4 * line);
        var x1 = TVector.LoadQuarters(source + line, 4 * line);
        var x2 = TVector.LoadQuarters(source + 2 * line, 4 * line);
        var x3 = TVector.LoadQuarters(source + 3 * line, 4 * line);
        var low01 = TVector.InterleaveLow(x0, x1);
        var low23 = TVector.InterleaveLow(x2, x3);
        var high01 = TVector.InterleaveHigh(x0, x1);
        var high23 = TVector.InterleaveHigh(x2, x3);
        TVector.Store(TVector.LowHalves(low01, low23), target);
        TVector.Store(TVector.HighHalves(low01, low23), target + width);
        TVector.Store(TVector.LowHalves(high01, high23), target + 2 * width);
        TVector.Store(TVector.HighHalves(high01, high23), target + 3 * width);
    }

    // The same for 64-bit elements: quarter q of x_r holds elements p, p+1 of line 2q + r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTwos(T* source, nint line, T* target, int width)
    {
        var x0 = TVector.LoadQuarters(source, 2 * line);
        var x1 = TVector.LoadQuarters(source + line, 2 * line);
        TVector.Store(TVector.LowHalves(x0, x1), target);
        TVector.Store(TVector.HighHalves(x0, x1), target + width);
    }
}
