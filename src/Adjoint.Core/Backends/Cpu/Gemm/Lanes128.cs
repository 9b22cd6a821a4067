using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Cpu;

/// <summary>128-bit vectors: SSE, NEON, WebAssembly; the width every machine has.</summary>
internal readonly unsafe struct Lanes128<T> : ILanes<T, Vector128<T>> where T : unmanaged
{
    public static int Count => Vector128<T>.Count;

    public static bool HasManyRegisters => false;

    public static Vector128<T> Zero => Vector128<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> vector, T* target) => vector.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> x, Vector128<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> x, Vector128<T> y, Vector128<T> z) => typeof(T) == typeof(float)
        ? Vector128.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector128.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> KeepLast(Vector128<T> vector, int kept)
    {
        var isKept = typeof(T) == typeof(float)
            ? Vector128.GreaterThanOrEqual(Vector128<int>.Indices, Vector128.Create(Count - kept)).As<int, T>()
            : Vector128.GreaterThanOrEqual(Vector128<long>.Indices, Vector128.Create((long)(Count - kept))).As<long, T>();
        return Vector128.ConditionalSelect(isKept, vector, default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadQuarters(T* source, nint stride) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> InterleaveLow(Vector128<T> x, Vector128<T> y)
    {
        if (typeof(T) == typeof(double)) return LowHalves(x, y);
        if (Sse.IsSupported) return Sse.UnpackLow(x.AsSingle(), y.AsSingle()).As<float, T>();
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipLow(x.AsSingle(), y.AsSingle()).As<float, T>();
        return Vector128.Create(x.AsSingle()[0], y.AsSingle()[0], x.AsSingle()[1], y.AsSingle()[1]).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> InterleaveHigh(Vector128<T> x, Vector128<T> y)
    {
        if (typeof(T) == typeof(double)) return HighHalves(x, y);
        if (Sse.IsSupported) return Sse.UnpackHigh(x.AsSingle(), y.AsSingle()).As<float, T>();
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipHigh(x.AsSingle(), y.AsSingle()).As<float, T>();
        return Vector128.Create(x.AsSingle()[2], y.AsSingle()[2], x.AsSingle()[3], y.AsSingle()[3]).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LowHalves(Vector128<T> x, Vector128<T> y)
    {
        if (Sse2.IsSupported) return Sse2.UnpackLow(x.AsDouble(), y.AsDouble()).As<double, T>();
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipLow(x.AsDouble(), y.AsDouble()).As<double, T>();
        return Vector128.Create(x.GetLower(), y.GetLower());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> HighHalves(Vector128<T> x, Vector128<T> y)
    {
        if (Sse2.IsSupported) return Sse2.UnpackHigh(x.AsDouble(), y.AsDouble()).As<double, T>();
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipHigh(x.AsDouble(), y.AsDouble()).As<double, T>();
        return Vector128.Create(x.GetUpper(), y.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Vector128<T> vector, T* target) => vector.Store(target);
}
