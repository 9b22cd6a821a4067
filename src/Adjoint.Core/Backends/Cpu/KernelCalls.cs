using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Backends.Cpu;

/// <summary>Calls a kernel's overload for an element type known only as T. The type tests vanish when the JIT specialises T.</summary>
internal static class KernelCalls
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IMapKernel kernel, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else kernel.Run(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IZipKernel kernel, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), MemoryMarshal.Cast<T, float>(z));
        else if (typeof(T) == typeof(double)) kernel.Run(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), MemoryMarshal.Cast<T, double>(z));
        else RunIntegers(kernel, MemoryMarshal.Cast<T, long>(x), MemoryMarshal.Cast<T, long>(y), MemoryMarshal.Cast<T, long>(z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IZipKernel kernel, ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(MemoryMarshal.Cast<T, float>(x), Unsafe.BitCast<T, float>(y), MemoryMarshal.Cast<T, float>(z));
        else if (typeof(T) == typeof(double)) kernel.Run(MemoryMarshal.Cast<T, double>(x), Unsafe.BitCast<T, double>(y), MemoryMarshal.Cast<T, double>(z));
        else RunIntegers(kernel, MemoryMarshal.Cast<T, long>(x), [Unsafe.BitCast<T, long>(y)], MemoryMarshal.Cast<T, long>(z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IZipKernel kernel, T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(Unsafe.BitCast<T, float>(x), MemoryMarshal.Cast<T, float>(y), MemoryMarshal.Cast<T, float>(z));
        else if (typeof(T) == typeof(double)) kernel.Run(Unsafe.BitCast<T, double>(x), MemoryMarshal.Cast<T, double>(y), MemoryMarshal.Cast<T, double>(z));
        else RunIntegers(kernel, [Unsafe.BitCast<T, long>(x)], MemoryMarshal.Cast<T, long>(y), MemoryMarshal.Cast<T, long>(z));
    }

    // A side of one element serves all.
    private static void RunIntegers(IZipKernel kernel, ReadOnlySpan<long> x, ReadOnlySpan<long> y, Span<long> z)
    {
        var (xStep, yStep) = (x.Length == 1 ? 0 : 1, y.Length == 1 ? 0 : 1);
        for (var i = 0; i < z.Length; i++) z[i] = kernel.Define(x[i * xStep], y[i * yStep]);
    }
}
