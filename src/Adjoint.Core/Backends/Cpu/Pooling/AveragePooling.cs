using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>The mean of each window; the divisor is the window's size with or without padding, never what hangs over the padding.</summary>
internal static unsafe class AveragePooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The output rows of all planes, counted through, from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static void Forward(in PoolingGeometry g, T* input, T* output, bool countIncludePad, int start, int end)
    {
        if (g.IsGlobal)
        {
            var divisor = T.CreateTruncating(g.InPlane);
            for (var plane = start; plane < end; plane++) output[plane] = Sum(input + (nint)plane * g.InPlane, g.InPlane) / divisor;
        }
        else if (PoolingColumns<T>.Covers(g.Columns))
        {
            AveragePoolingRows<T>.Forward(g, input, output, countIncludePad, start, end);
        }
        else
        {
            for (var index = start; index < end; index++) Row(g, input, output, countIncludePad, index);
        }
    }

    public static void Backward(in PoolingGeometry g, int plane, T* gradOutput, T* gradInput, bool countIncludePad)
    {
        gradInput += (nint)plane * g.InPlane;
        gradOutput += (nint)plane * g.OutPlane;
        if (g.IsGlobal)
        {
            new Span<T>(gradInput, g.InPlane).Fill(*gradOutput / T.CreateTruncating(g.InPlane));
            return;
        }
        new Span<T>(gradInput, g.InPlane).Clear();
        if (PoolingColumns<T>.Covers(g.Columns)) AveragePoolingRows<T>.Backward(g, gradOutput, gradInput, countIncludePad);
        else Spread(g, gradOutput, gradInput, countIncludePad);
    }

    /// <summary>The divisor's part of one axis.</summary>
    public static int Count(in PoolingWindow window, bool countIncludePad) => countIncludePad ? window.PaddedSize : window.Size;

    private static void Row(in PoolingGeometry g, T* input, T* output, bool countIncludePad, int index)
    {
        var plane = input + (nint)(index / g.OutHeight) * g.InPlane;
        var rows = g.Rows.Window(index % g.OutHeight);
        for (var ow = 0; ow < g.OutWidth; ow++)
        {
            var columns = g.Columns.Window(ow);
            var sum = T.Zero;
            for (var h = rows.Start; h < rows.End; h++)
            {
                var row = plane + (nint)h * g.InWidth;
                for (var w = columns.Start; w < columns.End; w++) sum += row[w];
            }
            output[(nint)index * g.OutWidth + ow] = sum / Divisor(rows, columns, countIncludePad);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(in PoolingGeometry g, T* gradOutput, T* gradInput, bool countIncludePad)
    {
        for (var oh = 0; oh < g.OutHeight; oh++)
        {
            var rows = g.Rows.Window(oh);
            for (var ow = 0; ow < g.OutWidth; ow++)
            {
                var columns = g.Columns.Window(ow);
                var share = *gradOutput++ / Divisor(rows, columns, countIncludePad);
                for (var h = rows.Start; h < rows.End; h++)
                {
                    var row = gradInput + (nint)h * g.InWidth;
                    for (var w = columns.Start; w < columns.End; w++) row[w] += share;
                }
            }
        }
    }

    // As a number, because the product of two sizes may exceed an int.
    private static T Divisor(in PoolingWindow rows, in PoolingWindow columns, bool countIncludePad) =>
        T.CreateTruncating(Count(rows, countIncludePad)) * T.CreateTruncating(Count(columns, countIncludePad));

    // Four sums at once, so that an addition need not wait for the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Sum(T* source, int count)
    {
        var lanes = Vector<T>.Count;
        Vector<T> a = default, b = default, c = default, d = default;
        var i = 0;
        for (; i <= count - 4 * lanes; i += 4 * lanes)
        {
            a += Vector.Load(source + i);
            b += Vector.Load(source + i + lanes);
            c += Vector.Load(source + i + 2 * lanes);
            d += Vector.Load(source + i + 3 * lanes);
        }
        for (; i <= count - lanes; i += lanes) a += Vector.Load(source + i);
        var sum = Vector.Sum(a + b + (c + d));
        for (; i < count; i++) sum += source[i];
        return sum;
    }
}
