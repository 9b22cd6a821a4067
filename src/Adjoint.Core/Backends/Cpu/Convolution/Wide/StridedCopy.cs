using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Copies between neighbours and elements a stride apart, by whole vectors at the strides that networks have.</summary>
internal static unsafe class StridedCopy<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>
    /// target[i] = source[i * step]. Whole vectors run over the end of the target, which must have room for one, and of the source, up to
    /// its end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(T* source, T* end, int step, T* target, int count)
    {
        var i = 0;
        if (step == 2)
        {
            for (; i < count && end - source >= 2 * TVector.Count; i += TVector.Count, source += 2 * TVector.Count)
                TVector.Store(EveryOther(source), target + i);
        }
        else if (step == 4)
        {
            for (; i < count && end - source >= 4 * TVector.Count; i += TVector.Count, source += 4 * TVector.Count)
                TVector.Store(TVector.EvenElements(EveryOther(source), EveryOther(source + 2 * TVector.Count)), target + i);
        }

        for (; i < count; i++, source += step) target[i] = *source;
    }

    /// <summary>
    /// target[i * step] = source[i]; what lies between is left as it is, but may be read and written again: no other thread may write there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(T* source, T* target, int step, int count)
    {
        var i = 0;
        if (step == 2 && count > TVector.Count)
        {
            var isEven = EvenLanes();
            for (; i + TVector.Count < count; i += TVector.Count)
            {
                var values = TVector.Load(source + i);
                var to = target + 2 * (nint)i;
                Blend(isEven, TVector.DoubleLow(values), to);
                Blend(isEven, TVector.DoubleHigh(values), to + TVector.Count);
            }
        }

        for (; i < count; i++) target[i * (nint)step] = source[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector EveryOther(T* source) => TVector.EvenElements(TVector.Load(source), TVector.Load(source + TVector.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blend(TVector mask, TVector values, T* target) =>
        TVector.Store(TVector.Select(mask, values, TVector.Load(target)), target);

    private static TVector EvenLanes()
    {
        var lanes = stackalloc T[TVector.Count];
        for (var i = 0; i < TVector.Count; i++) new Span<byte>(lanes + i, sizeof(T)).Fill(i % 2 == 0 ? byte.MaxValue : byte.MinValue);
        return TVector.Load(lanes);
    }
}
