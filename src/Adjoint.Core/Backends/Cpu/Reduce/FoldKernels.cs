using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Folds over adjacent elements. Which element meets which depends on their positions alone, not on where the data happen to lie in
/// memory, so equal numbers always give equal bits.
/// </summary>
internal static unsafe class FoldKernels<T, TVector, TFold>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TVector : unmanaged, ISimd<T, TVector>
    where TFold : IFold
{
    /// <summary>One number from a run: four vectors take the elements in turn, then the lanes are folded by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Run(T* x, int count)
    {
        if (count < TVector.Count) return ShortRun(x, count);
        var first = TVector.Broadcast(TFold.Identity<T>());
        var (second, third, fourth) = (first, first, first);
        var width = TVector.Count;
        var i = 0;
        for (; i <= count - 4 * width; i += 4 * width)
        {
            first = Combine(first, TVector.Load(x + i));
            second = Combine(second, TVector.Load(x + i + width));
            third = Combine(third, TVector.Load(x + i + 2 * width));
            fourth = Combine(fourth, TVector.Load(x + i + 3 * width));
        }
        for (; i <= count - width; i += width) first = Combine(first, TVector.Load(x + i));
        var total = Lanes(Combine(Combine(first, second), Combine(third, fourth)));
        return i == count ? total : TFold.Combine(total, ShortRun(x + i, count - i));
    }

    /// <summary>
    /// target[c] = the fold of x[r rowStep + c] over r. Four rows are folded at a time; narrow rows without gaps are taken as fewer, wider
    /// ones.
    /// </summary>
    public static void Rows(T* x, int rows, nint rowStep, int columns, T* target)
    {
        var together = 4 * TVector.Count / columns;
        if (together > 1 && rowStep == columns && rows >= 2 * together)
        {
            NarrowRows(x, rows, columns, together, target);
            return;
        }
        new Span<T>(target, columns).Fill(TFold.Identity<T>());
        var row = 0;
        for (; row <= rows - 4; row += 4, x += 4 * rowStep) FourRows(x, rowStep, columns, target);
        for (; row < rows; row++, x += rowStep) OneRow(x, columns, target);
    }

    [SkipLocalsInit]
    private static void NarrowRows(T* x, int rows, int columns, int together, T* target)
    {
        // At most 4 vectors of 64 bytes.
        var wide = stackalloc T[256];
        var groups = rows / together;
        Rows(x, groups, together * columns, together * columns, wide);
        Rows(x + (nint)groups * together * columns, rows % together, columns, columns, target);
        for (var row = 0; row < together; row++) OneRow(wide + row * columns, columns, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(T* x, nint rowStep, int columns, T* target)
    {
        var (second, third, fourth) = (rowStep, 2 * rowStep, 3 * rowStep);
        var c = 0;
        for (; c <= columns - TVector.Count; c += TVector.Count)
        {
            var upper = Combine(TVector.Load(x + c), TVector.Load(x + second + c));
            var lower = Combine(TVector.Load(x + third + c), TVector.Load(x + fourth + c));
            TVector.Store(Combine(TVector.Load(target + c), Combine(upper, lower)), target + c);
        }
        for (; c < columns; c++)
        {
            var upper = TFold.Combine(x[c], x[second + c]);
            var lower = TFold.Combine(x[third + c], x[fourth + c]);
            target[c] = TFold.Combine(target[c], TFold.Combine(upper, lower));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneRow(T* x, int columns, T* target)
    {
        var c = 0;
        for (; c <= columns - TVector.Count; c += TVector.Count)
            TVector.Store(Combine(TVector.Load(target + c), TVector.Load(x + c)), target + c);
        for (; c < columns; c++) target[c] = TFold.Combine(target[c], x[c]);
    }

    private static T ShortRun(T* x, int count)
    {
        // Two chains, so that one addition need not wait for the other.
        var (even, odd) = (TFold.Identity<T>(), TFold.Identity<T>());
        var i = 0;
        for (; i < count - 1; i += 2)
        {
            even = TFold.Combine(even, x[i]);
            odd = TFold.Combine(odd, x[i + 1]);
        }
        if (i < count) even = TFold.Combine(even, x[i]);
        return TFold.Combine(even, odd);
    }

    private static T Lanes(TVector vector)
    {
        var lanes = (T*)&vector;
        for (var half = TVector.Count / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++) lanes[lane] = TFold.Combine(lanes[lane], lanes[lane + half]);
        }
        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Combine(TVector x, TVector y) => TFold.Combine<T, TVector>(x, y);
}
