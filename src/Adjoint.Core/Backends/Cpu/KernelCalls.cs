using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Backends.Cpu;

/// <summary>Calls a kernel's overload for an element type known only as T. The type tests vanish when the JIT specialises T.</summary>
internal static class KernelCalls
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IMapKernel kernel, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(Single(x), Single(y));
        else kernel.Run(Double(x), Double(y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IZipKernel kernel, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(Single(x), Single(y), Single(z));
        else if (typeof(T) == typeof(double)) kernel.Run(Double(x), Double(y), Double(z));
        else RunIntegers(kernel, Integer(x), Integer(y), Integer(z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IZipKernel kernel, ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(Single(x), Single(y), Single(z));
        else if (typeof(T) == typeof(double)) kernel.Run(Double(x), Double(y), Double(z));
        else RunIntegers(kernel, Integer(x), [Integer(y)], Integer(z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(IZipKernel kernel, T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) kernel.Run(Single(x), Single(y), Single(z));
        else if (typeof(T) == typeof(double)) kernel.Run(Double(x), Double(y), Double(z));
        else RunIntegers(kernel, [Integer(x)], Integer(y), Integer(z));
    }

    // A side of one element serves all.
    private static void RunIntegers(IZipKernel kernel, ReadOnlySpan<long> x, ReadOnlySpan<long> y, Span<long> z)
    {
        var (xStep, yStep) = (x.Length == 1 ? 0 : 1, y.Length == 1 ? 0 : 1);
        for (var i = 0; i < z.Length; i++) z[i] = kernel.Define(x[i * xStep], y[i * yStep]);
    }

    private static ReadOnlySpan<float> Single<T>(ReadOnlySpan<T> x) where T : unmanaged => MemoryMarshal.Cast<T, float>(x);

    private static Span<float> Single<T>(Span<T> x) where T : unmanaged => MemoryMarshal.Cast<T, float>(x);

    private static float Single<T>(T x) where T : unmanaged => Unsafe.BitCast<T, float>(x);

    private static ReadOnlySpan<double> Double<T>(ReadOnlySpan<T> x) where T : unmanaged => MemoryMarshal.Cast<T, double>(x);

    private static Span<double> Double<T>(Span<T> x) where T : unmanaged => MemoryMarshal.Cast<T, double>(x);

    private static double Double<T>(T x) where T : unmanaged => Unsafe.BitCast<T, double>(x);

    private static ReadOnlySpan<long> Integer<T>(ReadOnlySpan<T> x) where T : unmanaged => MemoryMarshal.Cast<T, long>(x);

    private static Span<long> Integer<T>(Span<T> x) where T : unmanaged => MemoryMarshal.Cast<T, long>(x);

    private static long Integer<T>(T x) where T : unmanaged => Unsafe.BitCast<T, long>(x);
}
