using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Cpu;

/// <summary>512-bit vectors: AVX-512.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<T, Vector512<T>> where T : unmanaged
{
    public static int Count => Vector512<T>.Count;

    public static bool HasManyRegisters => true;

    public static Vector512<T> Zero => Vector512<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, T* target) => vector.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> z) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> KeepLast(Vector512<T> vector, int kept)
    {
        var isKept = typeof(T) == typeof(float)
            ? Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create(Count - kept)).As<int, T>()
            : Vector512.GreaterThanOrEqual(Vector512<long>.Indices, Vector512.Create((long)(Count - kept))).As<long, T>();
        return Vector512.ConditionalSelect(isKept, vector, default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadQuarters(T* source, nint stride) =>
        Lanes256<T>.LoadQuarters(source, stride).ToVector512Unsafe().WithUpper(Lanes256<T>.LoadQuarters(source + 2 * stride, stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> InterleaveLow(Vector512<T> x, Vector512<T> y) => typeof(T) == typeof(float)
        ? Avx512F.UnpackLow(x.AsSingle(), y.AsSingle()).As<float, T>()
        : LowHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> InterleaveHigh(Vector512<T> x, Vector512<T> y) => typeof(T) == typeof(float)
        ? Avx512F.UnpackHigh(x.AsSingle(), y.AsSingle()).As<float, T>()
        : HighHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LowHalves(Vector512<T> x, Vector512<T> y) => 
        Avx512F.UnpackLow(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> HighHalves(Vector512<T> x, Vector512<T> y) => 
        Avx512F.UnpackHigh(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Vector512<T> vector, T* target) => 
        Lanes256<T>.StoreSumOfQuarters(vector.GetLower() + vector.GetUpper(), target);
}
