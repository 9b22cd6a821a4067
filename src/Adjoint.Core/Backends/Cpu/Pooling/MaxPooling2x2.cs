using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

/// <summary>One output row of float max-pooling with kernel and stride 2 and no padding, four windows at a time.</summary>
internal static unsafe class MaxPooling2x2
{
    public static bool Covers(in PoolingGeometry g, Type type) =>
        type == typeof(float) && g is { KernelHeight: 2, KernelWidth: 2, StrideHeight: 2, StrideWidth: 2, PaddingHeight: 0, PaddingWidth: 0 }
        && g.OutHeight * 2 <= g.InHeight && g.OutWidth * 2 <= g.InWidth && g.OutWidth >= Vector128<float>.Count;

    /// <param name="top">The upper input row; the lower one follows after <paramref name="width"/>.</param>
    /// <param name="width">The input's width.</param>
    /// <param name="position">The position of the upper row's first element.</param>
    /// <param name="count">Windows, at least four: the last vector may overlap the one before.</param>
    /// <param name="output">The maxima.</param>
    /// <param name="positions">Their places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(float* top, int width, int position, int count, float* output, int* positions)
    {
        for (var done = 0; done < count; done += Vector128<float>.Count)
        {
            var at = Math.Min(done, count - Vector128<float>.Count);
            var first = Vector128.Create(position + 2 * at) + Vector128.Create(0, 2, 4, 6);
            var (a, b) = EvenOdd(top + 2 * at);
            var (c, d) = EvenOdd(top + width + 2 * at);
            var maximum = a;
            var place = first;
            Take(b, first + Vector128.Create(1), ref maximum, ref place);
            Take(c, first + Vector128.Create(width), ref maximum, ref place);
            Take(d, first + Vector128.Create(width + 1), ref maximum, ref place);
            maximum.Store(output + at);
            place.Store(positions + at);
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
        var low = Vector128.Load((ulong*)source);
        var high = Vector128.Load((ulong*)(source + 4));
        return (Vector128.Narrow(low, high).AsSingle(), Vector128.Narrow(low >>> 32, high >>> 32).AsSingle());
    }
}
