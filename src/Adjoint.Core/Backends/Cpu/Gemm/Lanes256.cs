using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Cpu;

/// <summary>256-bit vectors: AVX2.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<T, Vector256<T>> where T : unmanaged
{
    public static int Count => Vector256<T>.Count;

    public static bool HasManyRegisters => false;

    public static Vector256<T> Zero => Vector256<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, T* target) => vector.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> x, Vector256<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> KeepLast(Vector256<T> vector, int kept)
    {
        var isKept = typeof(T) == typeof(float)
            ? Vector256.GreaterThanOrEqual(Vector256<int>.Indices, Vector256.Create(Count - kept)).As<int, T>()
            : Vector256.GreaterThanOrEqual(Vector256<long>.Indices, Vector256.Create((long)(Count - kept))).As<long, T>();
        return Vector256.ConditionalSelect(isKept, vector, default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadQuarters(T* source, nint stride) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> InterleaveLow(Vector256<T> x, Vector256<T> y) => typeof(T) == typeof(float)
        ? Avx.UnpackLow(x.AsSingle(), y.AsSingle()).As<float, T>()
        : LowHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> InterleaveHigh(Vector256<T> x, Vector256<T> y) => typeof(T) == typeof(float)
        ? Avx.UnpackHigh(x.AsSingle(), y.AsSingle()).As<float, T>()
        : HighHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LowHalves(Vector256<T> x, Vector256<T> y) => 
        Avx.UnpackLow(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> HighHalves(Vector256<T> x, Vector256<T> y) => 
        Avx.UnpackHigh(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Vector256<T> vector, T* target) => (vector.GetLower() + vector.GetUpper()).Store(target);
}
