using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Copies between neighbours and elements a stride apart, by whole vectors at the strides that networks have.</summary>
internal static unsafe class StridedCopy<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>target[i] = source[i * step].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(T* source, int step, T* target, int count)
    {
        var i = 0;
        // A vector beyond each block there is a further element: nothing past the last one is read.
        if (step == 2)
        {
            for (; i + TVector.Count < count; i += TVector.Count) TVector.Store(EveryOther(source + 2 * (nint)i), target + i);
        }
        else if (step == 4)
        {
            for (; i + TVector.Count < count; i += TVector.Count)
            {
                var from = source + 4 * (nint)i;
                TVector.Store(TVector.EvenElements(EveryOther(from), EveryOther(from + 2 * TVector.Count)), target + i);
            }
        }

        for (; i < count; i++) target[i] = source[i * (nint)step];
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
                var (values, to) = (TVector.Load(source + i), (nint)(target + 2 * (nint)i));
                Blend(isEven, TVector.DoubleLow(values), (T*)to);
                Blend(isEven, TVector.DoubleHigh(values), (T*)to + TVector.Count);
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
