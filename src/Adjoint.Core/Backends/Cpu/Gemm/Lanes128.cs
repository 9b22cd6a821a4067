using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static Vector128<T> KeepLast(Vector128<T> vector, int kept) => typeof(T) == typeof(float)
        ? Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(Vector128<int>.Indices, Vector128.Create(Count - kept)).AsSingle().As<float, T>(), vector, default)
        : Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(Vector128<long>.Indices, Vector128.Create((long)(Count - kept))).AsDouble().As<double, T>(), vector, default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadQuarters(T* source, nint stride) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> InterleaveLow(Vector128<T> x, Vector128<T> y) => typeof(T) == typeof(float)
        ? Vector128.Create(x.AsSingle()[0], y.AsSingle()[0], x.AsSingle()[1], y.AsSingle()[1]).As<float, T>()
        : LowHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> InterleaveHigh(Vector128<T> x, Vector128<T> y) => typeof(T) == typeof(float)
        ? Vector128.Create(x.AsSingle()[2], y.AsSingle()[2], x.AsSingle()[3], y.AsSingle()[3]).As<float, T>()
        : HighHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LowHalves(Vector128<T> x, Vector128<T> y) => Vector128.Create(x.GetLower(), y.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> HighHalves(Vector128<T> x, Vector128<T> y) => Vector128.Create(x.GetUpper(), y.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Vector128<T> vector, T* target) => vector.Store(target);
}
