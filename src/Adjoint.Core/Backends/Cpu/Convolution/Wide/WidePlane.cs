using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// A part of a plane seen through a stride: element (r, c) is source[RowStart + r * RowStep, ColumnStart + c * ColumnStep], zero outside.
/// </summary>
internal readonly record struct PlaneWindow(int RowStart, int ColumnStart, int RowStep, int ColumnStep, int Rows, int Columns);

/// <summary>
/// Copies between dense image planes and the wide, zero-padded planes the kernels read. Rows are short, so they are copied by whole vectors
/// that run over the row's end into what is written next; after a wide plane there must be room for one vector.
/// </summary>
internal static unsafe class WidePlane<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>wide[r, c] = the window's element, zero outside the source; the wide plane's pitch is the window's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(T* source, int height, int width, in PlaneWindow window, T* wide)
    {
        var (first, end) = Inside(window.ColumnStart, window.ColumnStep, window.Columns, width);
        var sourceEnd = source + (nint)height * width;
        for (var r = 0; r < window.Rows; r++, wide += window.Columns)
        {
            var row = window.RowStart + r * window.RowStep;
            if (row < 0 || row >= height || first >= end)
            {
                ClearOver(wide, window.Columns);
                continue;
            }

            var from = source + (nint)row * width + window.ColumnStart + first * window.ColumnStep;
            ClearOver(wide, first);
            if (window.ColumnStep == 1) CopyOver(from, wide + first, end - first, sourceEnd);
            else StridedCopy<T, TVector>.Gather(from, sourceEnd, window.ColumnStep, wide + first, end - first);
            ClearOver(wide + end, window.Columns - end);
        }
    }

    /// <summary>The reverse: writes the window's elements inside the target from wide[r, c], rows <paramref name="pitch"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(T* wide, int pitch, in PlaneWindow window, T* target, int height, int width)
    {
        if (window == new PlaneWindow(0, 0, 1, 1, height, width))
        {
            Compact(wide, pitch, target, height, width);
            return;
        }

        var (first, end) = Inside(window.ColumnStart, window.ColumnStep, window.Columns, width);
        if (first >= end) return;
        for (var r = 0; r < window.Rows; r++, wide += pitch)
        {
            var row = window.RowStart + r * window.RowStep;
            if (row < 0 || row >= height) continue;
            var to = target + (nint)row * width + window.ColumnStart + first * window.ColumnStep;
            StridedCopy<T, TVector>.Scatter(wide + first, to, window.ColumnStep, end - first);
        }
    }

    public static void Clear(T* target, long count) => new Span<T>(target, checked((int)count)).Clear();

    private static void Compact(T* wide, int pitch, T* target, int height, int width)
    {
        var end = target + (nint)height * width;
        for (; target < end; target += width, wide += pitch)
        {
            if (end - target < width + TVector.Count) new Span<T>(wide, width).CopyTo(new Span<T>(target, width));
            else Copy(wide, target, width);
        }
    }

    // Columns c with 0 <= start + c * step < width.
    private static (int First, int End) Inside(int start, int step, int columns, int width)
    {
        var first = start >= 0 ? 0 : WorkSplit.CeilingDivide(-start, step);
        var end = width <= start ? 0 : WorkSplit.CeilingDivide(width - start, step);
        return (Math.Min(first, columns), Math.Min(end, columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyOver(T* source, T* target, int count, T* sourceEnd)
    {
        if (sourceEnd - source < count + TVector.Count) new Span<T>(source, count).CopyTo(new Span<T>(target, count));
        else Copy(source, target, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(T* source, T* target, int count)
    {
        for (var i = 0; i < count; i += TVector.Count) TVector.Store(TVector.Load(source + i), target + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearOver(T* target, int count)
    {
        for (var i = 0; i < count; i += TVector.Count) TVector.Store(default, target + i);
    }
}
