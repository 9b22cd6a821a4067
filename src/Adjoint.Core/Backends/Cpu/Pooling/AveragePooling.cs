using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>The mean of each window; the divisor is the window's size with or without padding, never what hangs over the padding.</summary>
internal static unsafe class AveragePooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in PoolingGeometry g, int plane, T* input, T* output, bool countIncludePad)
    {
        input += (nint)plane * g.InPlane;
        output += (nint)plane * g.OutPlane;
        var (outHeight, outWidth) = (g.OutHeight, g.OutWidth);
        for (var oh = 0; oh < outHeight; oh++)
        {
            var rows = new PoolingWindow(oh, g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight);
            for (var ow = 0; ow < outWidth; ow++)
            {
                var columns = new PoolingWindow(ow, g.InWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth);
                var sum = T.Zero;
                for (var h = rows.Start; h < rows.End; h++)
                {
                    var row = input + (long)h * g.InWidth;
                    for (var w = columns.Start; w < columns.End; w++) sum += row[w];
                }

                *output++ = sum / Divisor(rows, columns, countIncludePad);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in PoolingGeometry g, int plane, T* gradOutput, T* gradInput, bool countIncludePad)
    {
        gradInput += (nint)plane * g.InPlane;
        gradOutput += (nint)plane * g.OutPlane;
        new Span<T>(gradInput, g.InPlane).Clear();
        var (outHeight, outWidth) = (g.OutHeight, g.OutWidth);
        for (var oh = 0; oh < outHeight; oh++)
        {
            var rows = new PoolingWindow(oh, g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight);
            for (var ow = 0; ow < outWidth; ow++)
            {
                var columns = new PoolingWindow(ow, g.InWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth);
                var share = *gradOutput++ / Divisor(rows, columns, countIncludePad);
                for (var h = rows.Start; h < rows.End; h++)
                {
                    var row = gradInput + (long)h * g.InWidth;
                    for (var w = columns.Start; w < columns.End; w++) row[w] += share;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Divisor(in PoolingWindow rows, in PoolingWindow columns, bool countIncludePad) =>
        T.CreateTruncating(countIncludePad ? rows.PaddedSize * columns.PaddedSize : rows.Size * columns.Size);
}
