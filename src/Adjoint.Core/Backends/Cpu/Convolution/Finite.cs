using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal static unsafe class Finite<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IVectorLanes<TVector, T>
{
    /// <summary>Whether no element is infinite or NaN: only then are all products with zero, and their sum, zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool All(T* values, long count)
    {
        TVector sums = default;
        var i = 0L;
        for (; i <= count - TLanes.Count; i += TLanes.Count) sums = TLanes.MultiplyAdd(TLanes.Load(values + i), default, sums);
        var sum = TLanes.Sum(sums);
        for (; i < count; i++) sum += values[i] * T.Zero;
        return sum == T.Zero;
    }
}
