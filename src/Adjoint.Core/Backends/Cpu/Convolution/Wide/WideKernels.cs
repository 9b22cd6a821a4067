using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// One register block's operands: wide[r, q] = bias[r] + sum over taps t of weight[t, r] * planes[q + offsets[t]]. The block's vectors of
/// positions lie PlanesStep apart in the planes and WideStep apart in the result, its rows WidePitch.
/// </summary>
internal unsafe ref struct WideTile<T> where T : unmanaged
{
    public T* Planes;
    public nint PlanesStep;
    public int* Offsets;
    public int Taps;
    public T* Bias;
    public T* Weights;
    public T* Wide;
    public nint WideStep;
    public nint WidePitch;
}

/// <summary>
/// The register blocks of a convolution on wide planes. Every position of a tile is computed, also those right of an image row's end, which
/// the caller drops: no edge is tested inside.
/// </summary>
internal static unsafe class WideKernels<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    public static void Multiply(RegisterBlock block, in WideTile<T> tile)
    {
        switch (block.Rows, block.Vectors)
        {
            case (8, 3): Tile8x3(tile); break;
            case (6, 4): Tile6x4(tile); break;
            default: Tile6x2(tile); break;
        }
    }

    /// <summary>8 rows by 3 vectors of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x3(in WideTile<T> tile)
    {
        var planes = tile.Planes;
        var offsets = tile.Offsets;
        var weights = tile.Weights;
        var step = tile.PlanesStep;
        var c00 = TVector.Broadcast(tile.Bias[0]);
        var c10 = TVector.Broadcast(tile.Bias[1]);
        var c20 = TVector.Broadcast(tile.Bias[2]);
        var c30 = TVector.Broadcast(tile.Bias[3]);
        var c40 = TVector.Broadcast(tile.Bias[4]);
        var c50 = TVector.Broadcast(tile.Bias[5]);
        var c60 = TVector.Broadcast(tile.Bias[6]);
        var c70 = TVector.Broadcast(tile.Bias[7]);
        TVector c01 = c00, c11 = c10, c21 = c20, c31 = c30, c41 = c40, c51 = c50, c61 = c60, c71 = c70;
        TVector c02 = c00, c12 = c10, c22 = c20, c32 = c30, c42 = c40, c52 = c50, c62 = c60, c72 = c70;
        for (var end = offsets + tile.Taps; offsets < end; offsets++, weights += 8)
        {
            var x = planes + *offsets;
            var x0 = TVector.Load(x);
            var x1 = TVector.Load(x + step);
            var x2 = TVector.Load(x + 2 * step);
            var w = TVector.Broadcast(weights[0]);
            c00 = TVector.MultiplyAdd(x0, w, c00);
            c01 = TVector.MultiplyAdd(x1, w, c01);
            c02 = TVector.MultiplyAdd(x2, w, c02);
            w = TVector.Broadcast(weights[1]);
            c10 = TVector.MultiplyAdd(x0, w, c10);
            c11 = TVector.MultiplyAdd(x1, w, c11);
            c12 = TVector.MultiplyAdd(x2, w, c12);
            w = TVector.Broadcast(weights[2]);
            c20 = TVector.MultiplyAdd(x0, w, c20);
            c21 = TVector.MultiplyAdd(x1, w, c21);
            c22 = TVector.MultiplyAdd(x2, w, c22);
            w = TVector.Broadcast(weights[3]);
            c30 = TVector.MultiplyAdd(x0, w, c30);
            c31 = TVector.MultiplyAdd(x1, w, c31);
            c32 = TVector.MultiplyAdd(x2, w, c32);
            w = TVector.Broadcast(weights[4]);
            c40 = TVector.MultiplyAdd(x0, w, c40);
            c41 = TVector.MultiplyAdd(x1, w, c41);
            c42 = TVector.MultiplyAdd(x2, w, c42);
            w = TVector.Broadcast(weights[5]);
            c50 = TVector.MultiplyAdd(x0, w, c50);
            c51 = TVector.MultiplyAdd(x1, w, c51);
            c52 = TVector.MultiplyAdd(x2, w, c52);
            w = TVector.Broadcast(weights[6]);
            c60 = TVector.MultiplyAdd(x0, w, c60);
            c61 = TVector.MultiplyAdd(x1, w, c61);
            c62 = TVector.MultiplyAdd(x2, w, c62);
            w = TVector.Broadcast(weights[7]);
            c70 = TVector.MultiplyAdd(x0, w, c70);
            c71 = TVector.MultiplyAdd(x1, w, c71);
            c72 = TVector.MultiplyAdd(x2, w, c72);
        }

        Store(c00, c01, c02, tile, 0);
        Store(c10, c11, c12, tile, 1);
        Store(c20, c21, c22, tile, 2);
        Store(c30, c31, c32, tile, 3);
        Store(c40, c41, c42, tile, 4);
        Store(c50, c51, c52, tile, 5);
        Store(c60, c61, c62, tile, 6);
        Store(c70, c71, c72, tile, 7);
    }

    /// <summary>6 rows by 4 vectors of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x4(in WideTile<T> tile)
    {
        var planes = tile.Planes;
        var offsets = tile.Offsets;
        var weights = tile.Weights;
        var step = tile.PlanesStep;
        var c00 = TVector.Broadcast(tile.Bias[0]);
        var c10 = TVector.Broadcast(tile.Bias[1]);
        var c20 = TVector.Broadcast(tile.Bias[2]);
        var c30 = TVector.Broadcast(tile.Bias[3]);
        var c40 = TVector.Broadcast(tile.Bias[4]);
        var c50 = TVector.Broadcast(tile.Bias[5]);
        TVector c01 = c00, c11 = c10, c21 = c20, c31 = c30, c41 = c40, c51 = c50;
        TVector c02 = c00, c12 = c10, c22 = c20, c32 = c30, c42 = c40, c52 = c50;
        TVector c03 = c00, c13 = c10, c23 = c20, c33 = c30, c43 = c40, c53 = c50;
        for (var end = offsets + tile.Taps; offsets < end; offsets++, weights += 6)
        {
            var x = planes + *offsets;
            var x0 = TVector.Load(x);
            var x1 = TVector.Load(x + step);
            var x2 = TVector.Load(x + 2 * step);
            var x3 = TVector.Load(x + 3 * step);
            var w = TVector.Broadcast(weights[0]);
            c00 = TVector.MultiplyAdd(x0, w, c00);
            c01 = TVector.MultiplyAdd(x1, w, c01);
            c02 = TVector.MultiplyAdd(x2, w, c02);
            c03 = TVector.MultiplyAdd(x3, w, c03);
            w = TVector.Broadcast(weights[1]);
            c10 = TVector.MultiplyAdd(x0, w, c10);
            c11 = TVector.MultiplyAdd(x1, w, c11);
            c12 = TVector.MultiplyAdd(x2, w, c12);
            c13 = TVector.MultiplyAdd(x3, w, c13);
            w = TVector.Broadcast(weights[2]);
            c20 = TVector.MultiplyAdd(x0, w, c20);
            c21 = TVector.MultiplyAdd(x1, w, c21);
            c22 = TVector.MultiplyAdd(x2, w, c22);
            c23 = TVector.MultiplyAdd(x3, w, c23);
            w = TVector.Broadcast(weights[3]);
            c30 = TVector.MultiplyAdd(x0, w, c30);
            c31 = TVector.MultiplyAdd(x1, w, c31);
            c32 = TVector.MultiplyAdd(x2, w, c32);
            c33 = TVector.MultiplyAdd(x3, w, c33);
            w = TVector.Broadcast(weights[4]);
            c40 = TVector.MultiplyAdd(x0, w, c40);
            c41 = TVector.MultiplyAdd(x1, w, c41);
            c42 = TVector.MultiplyAdd(x2, w, c42);
            c43 = TVector.MultiplyAdd(x3, w, c43);
            w = TVector.Broadcast(weights[5]);
            c50 = TVector.MultiplyAdd(x0, w, c50);
            c51 = TVector.MultiplyAdd(x1, w, c51);
            c52 = TVector.MultiplyAdd(x2, w, c52);
            c53 = TVector.MultiplyAdd(x3, w, c53);
        }

        Store(c00, c01, c02, c03, tile, 0);
        Store(c10, c11, c12, c13, tile, 1);
        Store(c20, c21, c22, c23, tile, 2);
        Store(c30, c31, c32, c33, tile, 3);
        Store(c40, c41, c42, c43, tile, 4);
        Store(c50, c51, c52, c53, tile, 5);
    }

    /// <summary>6 rows by 2 vectors of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2(in WideTile<T> tile)
    {
        var planes = tile.Planes;
        var offsets = tile.Offsets;
        var weights = tile.Weights;
        var step = tile.PlanesStep;
        var c00 = TVector.Broadcast(tile.Bias[0]);
        var c10 = TVector.Broadcast(tile.Bias[1]);
        var c20 = TVector.Broadcast(tile.Bias[2]);
        var c30 = TVector.Broadcast(tile.Bias[3]);
        var c40 = TVector.Broadcast(tile.Bias[4]);
        var c50 = TVector.Broadcast(tile.Bias[5]);
        TVector c01 = c00, c11 = c10, c21 = c20, c31 = c30, c41 = c40, c51 = c50;
        for (var end = offsets + tile.Taps; offsets < end; offsets++, weights += 6)
        {
            var x = planes + *offsets;
            var x0 = TVector.Load(x);
            var x1 = TVector.Load(x + step);
            var w = TVector.Broadcast(weights[0]);
            c00 = TVector.MultiplyAdd(x0, w, c00);
            c01 = TVector.MultiplyAdd(x1, w, c01);
            w = TVector.Broadcast(weights[1]);
            c10 = TVector.MultiplyAdd(x0, w, c10);
            c11 = TVector.MultiplyAdd(x1, w, c11);
            w = TVector.Broadcast(weights[2]);
            c20 = TVector.MultiplyAdd(x0, w, c20);
            c21 = TVector.MultiplyAdd(x1, w, c21);
            w = TVector.Broadcast(weights[3]);
            c30 = TVector.MultiplyAdd(x0, w, c30);
            c31 = TVector.MultiplyAdd(x1, w, c31);
            w = TVector.Broadcast(weights[4]);
            c40 = TVector.MultiplyAdd(x0, w, c40);
            c41 = TVector.MultiplyAdd(x1, w, c41);
            w = TVector.Broadcast(weights[5]);
            c50 = TVector.MultiplyAdd(x0, w, c50);
            c51 = TVector.MultiplyAdd(x1, w, c51);
        }

        Store(c00, c01, tile, 0);
        Store(c10, c11, tile, 1);
        Store(c20, c21, tile, 2);
        Store(c30, c31, tile, 3);
        Store(c40, c41, tile, 4);
        Store(c50, c51, tile, 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, in WideTile<T> tile, int row)
    {
        var target = tile.Wide + row * tile.WidePitch;
        TVector.Store(a, target);
        TVector.Store(b, target + tile.WideStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, in WideTile<T> tile, int row)
    {
        Store(a, b, tile, row);
        TVector.Store(c, tile.Wide + row * tile.WidePitch + 2 * tile.WideStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector d, in WideTile<T> tile, int row)
    {
        Store(a, b, c, tile, row);
        TVector.Store(d, tile.Wide + row * tile.WidePitch + 3 * tile.WideStep);
    }
}
