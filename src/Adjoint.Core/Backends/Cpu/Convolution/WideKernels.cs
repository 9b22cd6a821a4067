using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The register blocks of a convolution on wide planes: wide[r, q] = bias[r] + sum over taps t of weight[r, t] * planes[q + offsets[t]].
/// Packed weights of a block of R rows: the R biases, then for every tap the R weights. Every position q of the tile is computed, also those
/// right of an image row's end, which the caller drops: no edge is tested inside.
/// </summary>
internal static unsafe class WideKernels<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Fills wide[0..R, 0..positions rounded up to whole tiles].</summary>
    public static void Multiply(RegisterBlock block, T* planes, int* offsets, int taps, T* weights, T* wide, int positions)
    {
        var tile = block.Vectors * TLanes.Count;
        nint widePitch = RegisterBlock.RoundUp(positions, tile);
        for (var q = 0; q < positions; q += tile)
        {
            switch (block.Rows, block.Vectors)
            {
                case (8, 3): Tile8x3(planes + q, offsets, taps, weights, wide + q, widePitch); break;
                case (6, 4): Tile6x4(planes + q, offsets, taps, weights, wide + q, widePitch); break;
                default: Tile6x2(planes + q, offsets, taps, weights, wide + q, widePitch); break;
            }
        }
    }

    /// <summary>8 rows by 3 vectors of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x3(T* planes, int* offsets, int taps, T* weights, T* wide, nint widePitch)
    {
        var c00 = TLanes.Broadcast(weights[0]);
        var c10 = TLanes.Broadcast(weights[1]);
        var c20 = TLanes.Broadcast(weights[2]);
        var c30 = TLanes.Broadcast(weights[3]);
        var c40 = TLanes.Broadcast(weights[4]);
        var c50 = TLanes.Broadcast(weights[5]);
        var c60 = TLanes.Broadcast(weights[6]);
        var c70 = TLanes.Broadcast(weights[7]);
        TVector c01 = c00, c11 = c10, c21 = c20, c31 = c30, c41 = c40, c51 = c50, c61 = c60, c71 = c70;
        TVector c02 = c00, c12 = c10, c22 = c20, c32 = c30, c42 = c40, c52 = c50, c62 = c60, c72 = c70;
        for (var tap = 0; tap < taps; tap++)
        {
            weights += 8;
            var x = planes + offsets[tap];
            var x0 = TLanes.Load(x);
            var x1 = TLanes.Load(x + TLanes.Count);
            var x2 = TLanes.Load(x + 2 * TLanes.Count);
            var w = TLanes.Broadcast(weights[0]);
            c00 = TLanes.MultiplyAdd(x0, w, c00);
            c01 = TLanes.MultiplyAdd(x1, w, c01);
            c02 = TLanes.MultiplyAdd(x2, w, c02);
            w = TLanes.Broadcast(weights[1]);
            c10 = TLanes.MultiplyAdd(x0, w, c10);
            c11 = TLanes.MultiplyAdd(x1, w, c11);
            c12 = TLanes.MultiplyAdd(x2, w, c12);
            w = TLanes.Broadcast(weights[2]);
            c20 = TLanes.MultiplyAdd(x0, w, c20);
            c21 = TLanes.MultiplyAdd(x1, w, c21);
            c22 = TLanes.MultiplyAdd(x2, w, c22);
            w = TLanes.Broadcast(weights[3]);
            c30 = TLanes.MultiplyAdd(x0, w, c30);
            c31 = TLanes.MultiplyAdd(x1, w, c31);
            c32 = TLanes.MultiplyAdd(x2, w, c32);
            w = TLanes.Broadcast(weights[4]);
            c40 = TLanes.MultiplyAdd(x0, w, c40);
            c41 = TLanes.MultiplyAdd(x1, w, c41);
            c42 = TLanes.MultiplyAdd(x2, w, c42);
            w = TLanes.Broadcast(weights[5]);
            c50 = TLanes.MultiplyAdd(x0, w, c50);
            c51 = TLanes.MultiplyAdd(x1, w, c51);
            c52 = TLanes.MultiplyAdd(x2, w, c52);
            w = TLanes.Broadcast(weights[6]);
            c60 = TLanes.MultiplyAdd(x0, w, c60);
            c61 = TLanes.MultiplyAdd(x1, w, c61);
            c62 = TLanes.MultiplyAdd(x2, w, c62);
            w = TLanes.Broadcast(weights[7]);
            c70 = TLanes.MultiplyAdd(x0, w, c70);
            c71 = TLanes.MultiplyAdd(x1, w, c71);
            c72 = TLanes.MultiplyAdd(x2, w, c72);
        }
        Store(c00, c01, c02, wide);
        Store(c10, c11, c12, wide + widePitch);
        Store(c20, c21, c22, wide + 2 * widePitch);
        Store(c30, c31, c32, wide + 3 * widePitch);
        Store(c40, c41, c42, wide + 4 * widePitch);
        Store(c50, c51, c52, wide + 5 * widePitch);
        Store(c60, c61, c62, wide + 6 * widePitch);
        Store(c70, c71, c72, wide + 7 * widePitch);
    }

    /// <summary>6 rows by 4 vectors of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x4(T* planes, int* offsets, int taps, T* weights, T* wide, nint widePitch)
    {
        var c00 = TLanes.Broadcast(weights[0]);
        var c10 = TLanes.Broadcast(weights[1]);
        var c20 = TLanes.Broadcast(weights[2]);
        var c30 = TLanes.Broadcast(weights[3]);
        var c40 = TLanes.Broadcast(weights[4]);
        var c50 = TLanes.Broadcast(weights[5]);
        TVector c01 = c00, c11 = c10, c21 = c20, c31 = c30, c41 = c40, c51 = c50;
        TVector c02 = c00, c12 = c10, c22 = c20, c32 = c30, c42 = c40, c52 = c50;
        TVector c03 = c00, c13 = c10, c23 = c20, c33 = c30, c43 = c40, c53 = c50;
        for (var tap = 0; tap < taps; tap++)
        {
            weights += 6;
            var x = planes + offsets[tap];
            var x0 = TLanes.Load(x);
            var x1 = TLanes.Load(x + TLanes.Count);
            var x2 = TLanes.Load(x + 2 * TLanes.Count);
            var x3 = TLanes.Load(x + 3 * TLanes.Count);
            var w = TLanes.Broadcast(weights[0]);
            c00 = TLanes.MultiplyAdd(x0, w, c00);
            c01 = TLanes.MultiplyAdd(x1, w, c01);
            c02 = TLanes.MultiplyAdd(x2, w, c02);
            c03 = TLanes.MultiplyAdd(x3, w, c03);
            w = TLanes.Broadcast(weights[1]);
            c10 = TLanes.MultiplyAdd(x0, w, c10);
            c11 = TLanes.MultiplyAdd(x1, w, c11);
            c12 = TLanes.MultiplyAdd(x2, w, c12);
            c13 = TLanes.MultiplyAdd(x3, w, c13);
            w = TLanes.Broadcast(weights[2]);
            c20 = TLanes.MultiplyAdd(x0, w, c20);
            c21 = TLanes.MultiplyAdd(x1, w, c21);
            c22 = TLanes.MultiplyAdd(x2, w, c22);
            c23 = TLanes.MultiplyAdd(x3, w, c23);
            w = TLanes.Broadcast(weights[3]);
            c30 = TLanes.MultiplyAdd(x0, w, c30);
            c31 = TLanes.MultiplyAdd(x1, w, c31);
            c32 = TLanes.MultiplyAdd(x2, w, c32);
            c33 = TLanes.MultiplyAdd(x3, w, c33);
            w = TLanes.Broadcast(weights[4]);
            c40 = TLanes.MultiplyAdd(x0, w, c40);
            c41 = TLanes.MultiplyAdd(x1, w, c41);
            c42 = TLanes.MultiplyAdd(x2, w, c42);
            c43 = TLanes.MultiplyAdd(x3, w, c43);
            w = TLanes.Broadcast(weights[5]);
            c50 = TLanes.MultiplyAdd(x0, w, c50);
            c51 = TLanes.MultiplyAdd(x1, w, c51);
            c52 = TLanes.MultiplyAdd(x2, w, c52);
            c53 = TLanes.MultiplyAdd(x3, w, c53);
        }
        Store(c00, c01, c02, c03, wide);
        Store(c10, c11, c12, c13, wide + widePitch);
        Store(c20, c21, c22, c23, wide + 2 * widePitch);
        Store(c30, c31, c32, c33, wide + 3 * widePitch);
        Store(c40, c41, c42, c43, wide + 4 * widePitch);
        Store(c50, c51, c52, c53, wide + 5 * widePitch);
    }

    /// <summary>6 rows by 2 vectors of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2(T* planes, int* offsets, int taps, T* weights, T* wide, nint widePitch)
    {
        var c00 = TLanes.Broadcast(weights[0]);
        var c10 = TLanes.Broadcast(weights[1]);
        var c20 = TLanes.Broadcast(weights[2]);
        var c30 = TLanes.Broadcast(weights[3]);
        var c40 = TLanes.Broadcast(weights[4]);
        var c50 = TLanes.Broadcast(weights[5]);
        TVector c01 = c00, c11 = c10, c21 = c20, c31 = c30, c41 = c40, c51 = c50;
        for (var tap = 0; tap < taps; tap++)
        {
            weights += 6;
            var x = planes + offsets[tap];
            var x0 = TLanes.Load(x);
            var x1 = TLanes.Load(x + TLanes.Count);
            var w = TLanes.Broadcast(weights[0]);
            c00 = TLanes.MultiplyAdd(x0, w, c00);
            c01 = TLanes.MultiplyAdd(x1, w, c01);
            w = TLanes.Broadcast(weights[1]);
            c10 = TLanes.MultiplyAdd(x0, w, c10);
            c11 = TLanes.MultiplyAdd(x1, w, c11);
            w = TLanes.Broadcast(weights[2]);
            c20 = TLanes.MultiplyAdd(x0, w, c20);
            c21 = TLanes.MultiplyAdd(x1, w, c21);
            w = TLanes.Broadcast(weights[3]);
            c30 = TLanes.MultiplyAdd(x0, w, c30);
            c31 = TLanes.MultiplyAdd(x1, w, c31);
            w = TLanes.Broadcast(weights[4]);
            c40 = TLanes.MultiplyAdd(x0, w, c40);
            c41 = TLanes.MultiplyAdd(x1, w, c41);
            w = TLanes.Broadcast(weights[5]);
            c50 = TLanes.MultiplyAdd(x0, w, c50);
            c51 = TLanes.MultiplyAdd(x1, w, c51);
        }
        Store(c00, c01, wide);
        Store(c10, c11, wide + widePitch);
        Store(c20, c21, wide + 2 * widePitch);
        Store(c30, c31, wide + 3 * widePitch);
        Store(c40, c41, wide + 4 * widePitch);
        Store(c50, c51, wide + 5 * widePitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, T* target)
    {
        TLanes.Store(a, target);
        TLanes.Store(b, target + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, T* target)
    {
        Store(a, b, target);
        TLanes.Store(c, target + 2 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector d, T* target)
    {
        Store(a, b, c, target);
        TLanes.Store(d, target + 3 * TLanes.Count);
    }
}
