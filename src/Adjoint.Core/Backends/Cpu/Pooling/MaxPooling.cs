using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The maximum of each window and, if wanted, where it lies: the first of equal maxima, in row order; of a window with NaN, the last NaN.
/// </summary>
internal static unsafe class MaxPooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The output rows of all planes, counted through, from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static void Forward(in PoolingGeometry g, T* input, T* output, long* positions, int start, int end)
    {
        if (typeof(T) == typeof(float) && MaxPooling2x2.Covers(g))
        {
            for (var index = start; index < end; index++) MaxPooling2x2.Row(g, (float*)input, (float*)output, positions, index);
        }
        else if (MaxPoolingRows<T>.Covers(g))
        {
            MaxPoolingRows<T>.Forward(g, input, output, positions, start, end);
        }
        else
        {
            for (var index = start; index < end; index++) Row(g, input, output, positions, index);
        }
    }

    private static void Row(in PoolingGeometry g, T* input, T* output, long* positions, int index)
    {
        var plane = input + (nint)(index / g.OutHeight) * g.InPlane;
        var rows = g.Rows.Window(index % g.OutHeight);
        for (var ow = 0; ow < g.OutWidth; ow++)
        {
            var at = (nint)index * g.OutWidth + ow;
            var position = Position(plane, g.InWidth, rows, g.Columns.Window(ow));
            output[at] = plane[position];
            if (positions != null) positions[at] = position;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Position(T* plane, int inWidth, in PoolingWindow rows, in PoolingWindow columns)
    {
        var position = rows.Start * inWidth + columns.Start;
        var maximum = T.NegativeInfinity;
        for (var h = rows.Start; h < rows.End; h += rows.Step)
        {
            for (var w = columns.Start; w < columns.End; w += columns.Step)
            {
                var value = plane[h * inWidth + w];
                if (!(value > maximum) && !T.IsNaN(value)) continue;
                maximum = value;
                position = h * inWidth + w;
            }
        }
        return position;
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
