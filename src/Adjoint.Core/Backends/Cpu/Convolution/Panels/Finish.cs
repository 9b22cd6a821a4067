using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>The last step of a convolution's sums, on their way from scratch memory to the result.</summary>
internal static unsafe class Finish<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>target = source + shift, or the greater one of that and zero; a NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(T* source, T* target, int count, T shift, bool rectify)
    {
        var shifts = TVector.Broadcast(shift);
        var i = 0;
        if (rectify)
        {
            for (; i <= count - TVector.Count; i += TVector.Count)
                TVector.Store(TVector.Maximum(TVector.Load(source + i) + shifts, default), target + i);
            for (; i < count; i++) target[i] = T.Max(source[i] + shift, T.Zero);
            return;
        }

        for (; i <= count - TVector.Count; i += TVector.Count) TVector.Store(TVector.Load(source + i) + shifts, target + i);
        for (; i < count; i++) target[i] = source[i] + shift;
    }
}
