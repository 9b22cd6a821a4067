using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Simd;

/// <summary>
/// Runs a vector function over spans, at the hardware's width. What is left over at the end goes through the same function in a padded
/// vector, so an element's bits do not depend on where it stands. The result may be one of the inputs.
/// </summary>
internal static class SimdLoop
{
    public static void Map<TFunction, T>(ReadOnlySpan<T> x, Span<T> y) where TFunction : struct, IMapFunction where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        if (Vector512.IsHardwareAccelerated) MapAt<TFunction, Simd512<T>, T>(x, y);
        else if (Vector256.IsHardwareAccelerated) MapAt<TFunction, Simd256<T>, T>(x, y);
        else MapAt<TFunction, Simd128<T>, T>(x, y);
    }

    public static void Zip<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where TFunction : struct, IZipFunction where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, x.Length);
        if (Vector512.IsHardwareAccelerated) ZipAt<TFunction, Simd512<T>, T>(x, y, z);
        else if (Vector256.IsHardwareAccelerated) ZipAt<TFunction, Simd256<T>, T>(x, y, z);
        else ZipAt<TFunction, Simd128<T>, T>(x, y, z);
    }

    public static void Zip<TFunction, T>(ReadOnlySpan<T> x, T y, Span<T> z) where TFunction : struct, IZipFunction where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, x.Length);
        if (Vector512.IsHardwareAccelerated) ZipAt<TFunction, Simd512<T>, T>(x, y, z);
        else if (Vector256.IsHardwareAccelerated) ZipAt<TFunction, Simd256<T>, T>(x, y, z);
        else ZipAt<TFunction, Simd128<T>, T>(x, y, z);
    }

    public static void Zip<TFunction, T>(T x, ReadOnlySpan<T> y, Span<T> z) where TFunction : struct, IZipFunction where T : unmanaged =>
        Zip<Swapped<TFunction>, T>(y, x, z);

    // Fully optimised from the first call on: a network's first step should not wait for the loop to become hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapAt<TFunction, TVector, T>(ReadOnlySpan<T> x, Span<T> y)
        where TFunction : struct, IMapFunction where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged
    {
        ref readonly var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var (i, step) = ((nuint)0, (nuint)TVector.Count);
        for (; i + step <= (nuint)x.Length; i += step)
        {
            TFunction.Invoke<TVector, T>(TVector.Load(in source, i)).Store(ref target, i);
        }
        if (i == (nuint)x.Length) return;
        var rest = Rest<TVector, T>(x[(int)i..]);
        Keep(TFunction.Invoke<TVector, T>(rest), y[(int)i..x.Length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ZipAt<TFunction, TVector, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where TFunction : struct, IZipFunction where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged
    {
        ref readonly var left = ref MemoryMarshal.GetReference(x);
        ref readonly var right = ref MemoryMarshal.GetReference(y);
        ref var target = ref MemoryMarshal.GetReference(z);
        var (i, step) = ((nuint)0, (nuint)TVector.Count);
        for (; i + step <= (nuint)x.Length; i += step)
        {
            TFunction.Invoke<TVector, T>(TVector.Load(in left, i), TVector.Load(in right, i)).Store(ref target, i);
        }
        if (i == (nuint)x.Length) return;
        var rest = TFunction.Invoke<TVector, T>(Rest<TVector, T>(x[(int)i..]), Rest<TVector, T>(y[(int)i..]));
        Keep(rest, z[(int)i..x.Length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ZipAt<TFunction, TVector, T>(ReadOnlySpan<T> x, T y, Span<T> z)
        where TFunction : struct, IZipFunction where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged
    {
        ref readonly var left = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(z);
        var right = TVector.Broadcast(y);
        var (i, step) = ((nuint)0, (nuint)TVector.Count);
        for (; i + step <= (nuint)x.Length; i += step)
        {
            TFunction.Invoke<TVector, T>(TVector.Load(in left, i), right).Store(ref target, i);
        }
        if (i == (nuint)x.Length) return;
        Keep(TFunction.Invoke<TVector, T>(Rest<TVector, T>(x[(int)i..]), right), z[(int)i..x.Length]);
    }

    // Fewer elements than lanes, and zeros behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Rest<TVector, T>(ReadOnlySpan<T> x) where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged
    {
        var padded = default(TVector);
        x.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<TVector, T>(ref padded), TVector.Count));
        return padded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<TVector, T>(TVector padded, Span<T> y) where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TVector, T>(ref padded), TVector.Count)[..y.Length].CopyTo(y);

    private readonly struct Swapped<TFunction> : IZipFunction where TFunction : struct, IZipFunction
    {
        public static double Define(double x, double y) => TFunction.Define(y, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TVector, T>(TVector x, TVector y) where TVector : unmanaged, ISimd<TVector, T> where T : unmanaged =>
            TFunction.Invoke<TVector, T>(y, x);
    }
}
