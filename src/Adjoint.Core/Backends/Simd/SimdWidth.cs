using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Simd;

/// <summary>Work written for every vector width.</summary>
internal interface ISimdWork<T> where T : unmanaged
{
    void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>;
}

/// <summary>The one place that knows which widths there are.</summary>
internal static class SimdWidth
{
    /// <summary>Runs the work at the widest width that the machine is fast at; the compiler leaves only that one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TWork>(scoped in TWork work) where T : unmanaged where TWork : struct, ISimdWork<T>, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated) work.Run<Simd512<T>>();
        else if (Vector256.IsHardwareAccelerated) work.Run<Simd256<T>>();
        else work.Run<Simd128<T>>();
    }
}
