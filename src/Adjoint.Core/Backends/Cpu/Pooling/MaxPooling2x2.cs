using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Cpu;

/// <summary>Float max-pooling with kernel and stride 2 and no padding, four windows at a time.</summary>
internal static unsafe class MaxPooling2x2
{
    public static bool Covers(in PoolingGeometry g) =>
        g is { KernelHeight: 2, KernelWidth: 2, StrideHeight: 2, StrideWidth: 2, PaddingHeight: 0, PaddingWidth: 0 }
        && g.OutHeight * 2 <= g.InHeight && g.OutWidth * 2 <= g.InWidth && g.OutWidth >= Vector128<float>.Count;

    /// <summary>One plane; a row's last vector overlaps the one before where the width is no multiple of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Plane(float* input, int inWidth, int outHeight, int outWidth, float* output, long* positions)
    {
        var steps = Vector128.Create(0, 2, 4, 6);
        for (var oh = 0; oh < outHeight; oh++, output += outWidth, positions += outWidth)
        {
            var row = 2 * oh * inWidth;
            for (var done = 0; done < outWidth; done += Vector128<float>.Count)
            {
                var ow = Math.Min(done, outWidth - Vector128<float>.Count);
                var position = row + 2 * ow;
                var (a, b) = EvenOdd(input + position);
                var (c, d) = EvenOdd(input + position + inWidth);
                var place = Vector128.Create(position) + steps;
                var maximum = a;
                Take(b, place + Vector128.Create(1), ref maximum, ref place);
                Take(c, Vector128.Create(position + inWidth) + steps, ref maximum, ref place);
                Take(d, Vector128.Create(position + inWidth + 1) + steps, ref maximum, ref place);
                maximum.Store(output + ow);
                var (low, high) = Vector128.Widen(place);
                low.Store(positions + ow);
                high.Store(positions + ow + Vector128<long>.Count);
            }
        }
    }

    // A later value wins when it is larger or NaN, and only over a NaN when it is NaN itself: both orders of comparison are false with NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Vector128<float> value, Vector128<int> at, ref Vector128<float> maximum, ref Vector128<int> place)
    {
        var wins = Vector128.GreaterThan(value, maximum) | ~Vector128.Equals(value, value);
        maximum = Vector128.ConditionalSelect(wins, value, maximum);
        place = Vector128.ConditionalSelect(wins.AsInt32(), at, place);
    }

    // Eight floats as four pairs: lower halves and upper halves of four 64-bit lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Even, Vector128<float> Odd) EvenOdd(float* source)
    {
        if (Sse.IsSupported)
        {
            var (left, right) = (Vector128.Load(source), Vector128.Load(source + 4));
            return (Sse.Shuffle(left, right, 0b10_00_10_00), Sse.Shuffle(left, right, 0b11_01_11_01));
        }

        var low = Vector128.Load((ulong*)source);
        var high = Vector128.Load((ulong*)(source + 4));
        return (Vector128.Narrow(low, high).AsSingle(), Vector128.Narrow(low >>> 32, high >>> 32).AsSingle());
    }
}
