using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The maximum of each window and where it lies: the first of equal maxima, in row order; of a window with NaN, the last NaN.
/// </summary>
internal static unsafe class MaxPooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Forward(in PoolingGeometry g, int plane, T* input, T* output, int* positions)
    {
        input += (long)plane * g.InPlane;
        output += (long)plane * g.OutPlane;
        positions += (long)plane * g.OutPlane;
        for (var oh = 0; oh < g.OutHeight; oh++)
        {
            var rows = new PoolingWindow(oh, g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight);
            if (MaxPooling2x2.Covers(g, typeof(T)))
            {
                MaxPooling2x2.Row((float*)(input + (long)rows.Start * g.InWidth), g.InWidth, rows.Start * g.InWidth, g.OutWidth, (float*)output, positions);
            }
            else
            {
                for (var ow = 0; ow < g.OutWidth; ow++) output[ow] = Maximum(g, input, rows, ow, out positions[ow]);
            }

            output += g.OutWidth;
            positions += g.OutWidth;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Maximum(in PoolingGeometry g, T* input, in PoolingWindow rows, int ow, out int position)
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

    public static void Backward(in PoolingGeometry g, int plane, T* gradOutput, int* positions, T* gradInput)
    {
        gradInput += (long)plane * g.InPlane;
        gradOutput += (long)plane * g.OutPlane;
        positions += (long)plane * g.OutPlane;
        new Span<T>(gradInput, g.InPlane).Clear();
        var count = g.OutPlane;
        for (var q = 0; q < count; q++) gradInput[positions[q]] += gradOutput[q];
    }

    public static void Gather(in PoolingGeometry g, int plane, T* values, int* positions, T* output)
    {
        values += (long)plane * g.InPlane;
        output += (long)plane * g.OutPlane;
        positions += (long)plane * g.OutPlane;
        var count = g.OutPlane;
        for (var q = 0; q < count; q++) output[q] = values[positions[q]];
    }
}
