using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The positions that <see cref="TapKernel{T, TVector}"/> sums over: columns of rows of images, and the steps between them in the source.
/// </summary>
internal readonly record struct TapPositions(int Images, int Rows, int Columns, nint ImageStep, nint RowStep, nint ColumnStep);

/// <summary>
/// sums[tap, channel] += sum over positions of source[position + offset(tap)] * gradient[position, channel] for a few taps and two vectors
/// of channels, which stay in registers while the loop runs over the positions. The gradient's positions follow one another.
/// </summary>
internal static unsafe class TapKernel<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>Taps of one tile.</summary>
    public static int Taps => TVector.HasManyRegisters ? 12 : 6;

    /// <summary>Channels of one tile.</summary>
    public static int Channels => 2 * TVector.Count;

    public static void Run(T* source, nint* offsets, T* gradient, nint gradientStep, in TapPositions positions, T* sums, nint pitch)
    {
        if (TVector.HasManyRegisters) Taps12(source, offsets, gradient, gradientStep, positions, sums, pitch);
        else Taps6(source, offsets, gradient, gradientStep, positions, sums, pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Taps12(
        T* source, nint* offsets, T* gradient, nint gradientStep, in TapPositions positions, T* sums, nint pitch)
    {
        nint o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3], o4 = offsets[4], o5 = offsets[5];
        nint o6 = offsets[6], o7 = offsets[7], o8 = offsets[8], o9 = offsets[9], o10 = offsets[10], o11 = offsets[11];
        TVector c0l = default, c0h = default, c1l = default, c1h = default, c2l = default, c2h = default;
        TVector c3l = default, c3h = default, c4l = default, c4h = default, c5l = default, c5h = default;
        TVector c6l = default, c6h = default, c7l = default, c7h = default, c8l = default, c8h = default;
        TVector c9l = default, c9h = default, c10l = default, c10h = default, c11l = default, c11h = default;
        var columnStep = positions.ColumnStep;
        for (var image = 0; image < positions.Images; image++)
        {
            var row = source + image * positions.ImageStep;
            for (var i = 0; i < positions.Rows; i++, row += positions.RowStep)
            {
                var x = row;
                for (var j = positions.Columns; j > 0; j--)
                {
                    var l = TVector.Load(gradient);
                    var h = TVector.Load(gradient + TVector.Count);
                    var v = TVector.Broadcast(x[o0]);
                    c0l = TVector.MultiplyAdd(v, l, c0l);
                    c0h = TVector.MultiplyAdd(v, h, c0h);
                    v = TVector.Broadcast(x[o1]);
                    c1l = TVector.MultiplyAdd(v, l, c1l);
                    c1h = TVector.MultiplyAdd(v, h, c1h);
                    v = TVector.Broadcast(x[o2]);
                    c2l = TVector.MultiplyAdd(v, l, c2l);
                    c2h = TVector.MultiplyAdd(v, h, c2h);
                    v = TVector.Broadcast(x[o3]);
                    c3l = TVector.MultiplyAdd(v, l, c3l);
                    c3h = TVector.MultiplyAdd(v, h, c3h);
                    v = TVector.Broadcast(x[o4]);
                    c4l = TVector.MultiplyAdd(v, l, c4l);
                    c4h = TVector.MultiplyAdd(v, h, c4h);
                    v = TVector.Broadcast(x[o5]);
                    c5l = TVector.MultiplyAdd(v, l, c5l);
                    c5h = TVector.MultiplyAdd(v, h, c5h);
                    v = TVector.Broadcast(x[o6]);
                    c6l = TVector.MultiplyAdd(v, l, c6l);
                    c6h = TVector.MultiplyAdd(v, h, c6h);
                    v = TVector.Broadcast(x[o7]);
                    c7l = TVector.MultiplyAdd(v, l, c7l);
                    c7h = TVector.MultiplyAdd(v, h, c7h);
                    v = TVector.Broadcast(x[o8]);
                    c8l = TVector.MultiplyAdd(v, l, c8l);
                    c8h = TVector.MultiplyAdd(v, h, c8h);
                    v = TVector.Broadcast(x[o9]);
                    c9l = TVector.MultiplyAdd(v, l, c9l);
                    c9h = TVector.MultiplyAdd(v, h, c9h);
                    v = TVector.Broadcast(x[o10]);
                    c10l = TVector.MultiplyAdd(v, l, c10l);
                    c10h = TVector.MultiplyAdd(v, h, c10h);
                    v = TVector.Broadcast(x[o11]);
                    c11l = TVector.MultiplyAdd(v, l, c11l);
                    c11h = TVector.MultiplyAdd(v, h, c11h);
                    x += columnStep;
                    gradient += gradientStep;
                }
            }
        }

        Add(c0l, c0h, sums);
        Add(c1l, c1h, sums + pitch);
        Add(c2l, c2h, sums + 2 * pitch);
        Add(c3l, c3h, sums + 3 * pitch);
        Add(c4l, c4h, sums + 4 * pitch);
        Add(c5l, c5h, sums + 5 * pitch);
        sums += 6 * pitch;
        Add(c6l, c6h, sums);
        Add(c7l, c7h, sums + pitch);
        Add(c8l, c8h, sums + 2 * pitch);
        Add(c9l, c9h, sums + 3 * pitch);
        Add(c10l, c10h, sums + 4 * pitch);
        Add(c11l, c11h, sums + 5 * pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Taps6(
        T* source, nint* offsets, T* gradient, nint gradientStep, in TapPositions positions, T* sums, nint pitch)
    {
        nint o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3], o4 = offsets[4], o5 = offsets[5];
        TVector c0l = default, c0h = default, c1l = default, c1h = default, c2l = default, c2h = default;
        TVector c3l = default, c3h = default, c4l = default, c4h = default, c5l = default, c5h = default;
        var columnStep = positions.ColumnStep;
        for (var image = 0; image < positions.Images; image++)
        {
            var row = source + image * positions.ImageStep;
            for (var i = 0; i < positions.Rows; i++, row += positions.RowStep)
            {
                var x = row;
                for (var j = positions.Columns; j > 0; j--)
                {
                    var l = TVector.Load(gradient);
                    var h = TVector.Load(gradient + TVector.Count);
                    var v = TVector.Broadcast(x[o0]);
                    c0l = TVector.MultiplyAdd(v, l, c0l);
                    c0h = TVector.MultiplyAdd(v, h, c0h);
                    v = TVector.Broadcast(x[o1]);
                    c1l = TVector.MultiplyAdd(v, l, c1l);
                    c1h = TVector.MultiplyAdd(v, h, c1h);
                    v = TVector.Broadcast(x[o2]);
                    c2l = TVector.MultiplyAdd(v, l, c2l);
                    c2h = TVector.MultiplyAdd(v, h, c2h);
                    v = TVector.Broadcast(x[o3]);
                    c3l = TVector.MultiplyAdd(v, l, c3l);
                    c3h = TVector.MultiplyAdd(v, h, c3h);
                    v = TVector.Broadcast(x[o4]);
                    c4l = TVector.MultiplyAdd(v, l, c4l);
                    c4h = TVector.MultiplyAdd(v, h, c4h);
                    v = TVector.Broadcast(x[o5]);
                    c5l = TVector.MultiplyAdd(v, l, c5l);
                    c5h = TVector.MultiplyAdd(v, h, c5h);
                    x += columnStep;
                    gradient += gradientStep;
                }
            }
        }

        Add(c0l, c0h, sums);
        Add(c1l, c1h, sums + pitch);
        Add(c2l, c2h, sums + 2 * pitch);
        Add(c3l, c3h, sums + 3 * pitch);
        Add(c4l, c4h, sums + 4 * pitch);
        Add(c5l, c5h, sums + 5 * pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector low, TVector high, T* target)
    {
        TVector.Store(TVector.Load(target) + low, target);
        TVector.Store(TVector.Load(target + TVector.Count) + high, target + TVector.Count);
    }
}
