using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

internal static unsafe class Finite<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>Whether no element is infinite or NaN: only then are all products with zero, and their sum, zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool All(T* values, long count)
    {
        TVector sums = default;
        var i = 0L;
        for (; i <= count - TVector.Count; i += TVector.Count) sums = TVector.MultiplyAdd(TVector.Load(values + i), default, sums);
        var sum = TVector.Sum(sums);
        for (; i < count; i++) sum += values[i] * T.Zero;
        return sum == T.Zero;
    }
}
