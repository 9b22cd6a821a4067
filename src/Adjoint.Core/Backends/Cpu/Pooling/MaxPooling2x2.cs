using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

/// <summary>Float max-pooling with kernel and stride 2 and no padding, four windows at a time.</summary>
internal static unsafe class MaxPooling2x2
{
    public static bool Covers(in PoolingGeometry g) => Covers(g.Rows) && Covers(g.Columns) && g.OutWidth >= Vector128<float>.Count;

    /// <summary>One output row of all planes' rows, counted through; its last vector overlaps the one before where the width is no
    /// multiple of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(in PoolingGeometry g, float* input, float* output, long* positions, int index)
    {
        var steps = Vector128.Create(0, 2, 4, 6);
        var (inWidth, outWidth) = (g.InWidth, g.OutWidth);
        input += (nint)(index / g.OutHeight) * g.InPlane;
        output += (nint)index * outWidth;
        var row = 2 * (index % g.OutHeight) * inWidth;
        for (var done = 0; done < outWidth; done += Vector128<float>.Count)
        {
            var ow = Math.Min(done, outWidth - Vector128<float>.Count);
            var position = row + 2 * ow;
            var (a, b) = PoolingColumns<float>.EvenOdd(input + position);
            var (c, d) = PoolingColumns<float>.EvenOdd(input + position + inWidth);
            var place = Vector128.Create(position) + steps;
            var maximum = a;
            Take(b, place + Vector128.Create(1), ref maximum, ref place);
            Take(c, Vector128.Create(position + inWidth) + steps, ref maximum, ref place);
            Take(d, Vector128.Create(position + inWidth + 1) + steps, ref maximum, ref place);
            maximum.Store(output + ow);
            if (positions == null) continue;
            var (low, high) = Vector128.Widen(place);
            var target = positions + (nint)index * outWidth + ow;
            low.Store(target);
            high.Store(target + Vector128<long>.Count);
        }
    }

    private static bool Covers(PoolingAxis axis) =>
        axis is { IsAdaptive: false, Kernel: 2, Stride: 2, Padding: 0, Dilation: 1 } && axis.OutSize * 2 <= axis.Size;

    // A later value wins when it is larger or NaN, and only over a NaN when it is NaN itself: both orders of comparison are false with NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Vector128<float> value, Vector128<int> at, ref Vector128<float> maximum, ref Vector128<int> place)
    {
        var wins = Vector128.GreaterThan(value, maximum) | ~Vector128.Equals(value, value);
        maximum = Vector128.ConditionalSelect(wins, value, maximum);
        place = Vector128.ConditionalSelect(wins.AsInt32(), at, place);
    }
}
