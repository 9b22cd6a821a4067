using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The maximum of each window and where it lies: the first of equal maxima, in row order; of a window with NaN, the last NaN.
/// </summary>
internal static unsafe class MaxPooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in PoolingGeometry g, int plane, T* input, T* output, long* positions)
    {
        var (outHeight, outWidth) = (g.OutHeight, g.OutWidth);
        input += (nint)plane * g.InPlane;
        output += (nint)plane * outHeight * outWidth;
        positions += (nint)plane * outHeight * outWidth;
        if (typeof(T) == typeof(float) && MaxPooling2x2.Covers(g))
        {
            MaxPooling2x2.Plane((float*)input, g.InWidth, outHeight, outWidth, (float*)output, positions);
            return;
        }

        for (var oh = 0; oh < outHeight; oh++, output += outWidth, positions += outWidth)
        {
            var rows = new PoolingWindow(oh, g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight);
            for (var ow = 0; ow < outWidth; ow++) output[ow] = Maximum(g, input, rows, ow, out positions[ow]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Maximum(in PoolingGeometry g, T* input, in PoolingWindow rows, int ow, out long position)
    {
        var columns = new PoolingWindow(ow, g.InWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth);
        var maximum = T.NegativeInfinity;
        position = rows.Start * g.InWidth + columns.Start;
        for (var h = rows.Start; h < rows.End; h++)
        {
            for (var at = h * g.InWidth + columns.Start; at < h * g.InWidth + columns.End; at++)
            {
                var value = input[at];
                if (!(value > maximum) && !T.IsNaN(value)) continue;
                maximum = value;
                position = at;
            }
        }

        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in PoolingGeometry g, int plane, T* gradOutput, long* positions, T* gradInput)
    {
        var (count, size) = (g.OutPlane, g.InPlane);
        gradInput += (nint)plane * size;
        gradOutput += (nint)plane * count;
        positions += (nint)plane * count;
        new Span<T>(gradInput, size).Clear();
        for (var q = 0; q < count; q++) gradInput[positions[q]] += gradOutput[q];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(in PoolingGeometry g, int plane, T* values, long* positions, T* output)
    {
        var count = g.OutPlane;
        values += (nint)plane * g.InPlane;
        output += (nint)plane * count;
        positions += (nint)plane * count;
        for (var q = 0; q < count; q++) output[q] = values[positions[q]];
    }
}
