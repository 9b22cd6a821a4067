using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Simd;

/// <summary>512 bits at once: 16 floats or 8 doubles.</summary>
internal readonly unsafe struct Simd512<T>(Vector512<T> lanes) : ISimd<T, Simd512<T>> where T : unmanaged
{
    private readonly Vector512<T> _lanes = lanes;

    public static int Count => Vector512<T>.Count;

    public static bool HasManyRegisters => true;

    private static bool IsSingle => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> vector, T* target) => vector._lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Simd512<T> vector, T* target) => vector._lanes.StoreAlignedNonTemporal(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Broadcast(double value) => new(IsSingle
        ? Vector512.Create((float)value).As<float, T>()
        : Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> x, Simd512<T> y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> x, Simd512<T> y) => new(x._lanes - y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> x, Simd512<T> y) => new(x._lanes * y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> x, Simd512<T> y) => new(x._lanes / y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator &(Simd512<T> x, Simd512<T> y) => new(x._lanes & y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator <(Simd512<T> x, Simd512<T> y) => new(Vector512.LessThan(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator >(Simd512<T> x, Simd512<T> y) => new(Vector512.GreaterThan(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> MultiplyAdd(Simd512<T> x, Simd512<T> y, Simd512<T> z) => new(IsSingle
        ? Vector512.MultiplyAddEstimate(x._lanes.AsSingle(), y._lanes.AsSingle(), z._lanes.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(x._lanes.AsDouble(), y._lanes.AsDouble(), z._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> x) => new(Vector512.Sqrt(x._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> x) => new(Vector512.Abs(x._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Maximum(Simd512<T> x, Simd512<T> y) => new(Vector512.Max(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Minimum(Simd512<T> x, Simd512<T> y) => new(Vector512.Min(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Greater(Simd512<T> x, Simd512<T> y) => new(Vector512.MaxNative(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Round(Simd512<T> x) => new(IsSingle
        ? Vector512.Round(x._lanes.AsSingle()).As<float, T>()
        : Vector512.Round(x._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Log(Simd512<T> x) => new(IsSingle
        ? Vector512.Log(x._lanes.AsSingle()).As<float, T>()
        : Vector512.Log(x._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> CopySign(Simd512<T> magnitude, Simd512<T> sign) => new(Vector512.CopySign(magnitude._lanes, sign._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Select(Simd512<T> mask, Simd512<T> x, Simd512<T> y) =>
        new(Vector512.ConditionalSelect(mask._lanes, x._lanes, y._lanes));

    // Added to 1.5 times the last power of two at which whole numbers are exact, n + bias stands in the lowest bits of the sum; they are
    // shifted to where the exponent is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> PowerOfTwo(Simd512<T> n) => new(IsSingle
        ? Vector512.ShiftLeft((n._lanes.AsSingle() + Vector512.Create(12582912f + 127)).AsInt32(), 23).As<int, T>()
        : Vector512.ShiftLeft((n._lanes.AsDouble() + Vector512.Create(6755399441055744.0 + 1023)).AsInt64(), 52).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd512<T> vector) => Vector512.Sum(vector._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Greatest(Simd512<T> vector) =>
        Simd256<T>.Greatest(new(Vector256.MaxNative(vector._lanes.GetLower(), vector._lanes.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> KeepLast(Simd512<T> vector, int kept)
    {
        var isKept = IsSingle
            ? Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create(Count - kept)).As<int, T>()
            : Vector512.GreaterThanOrEqual(Vector512<long>.Indices, Vector512.Create((long)(Count - kept))).As<long, T>();
        return new(Vector512.ConditionalSelect(isKept, vector._lanes, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LoadQuarters(T* source, nint stride) => new(Vector512.Create(
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)),
        Vector256.Create(Vector128.Load(source + 2 * stride), Vector128.Load(source + 3 * stride))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> EvenElements(Simd512<T> x, Simd512<T> y) => IsSingle
        ? new(Avx512F.PermuteVar16x32x2(x._lanes.AsSingle(), Vector512<int>.Indices * 2, y._lanes.AsSingle()).As<float, T>())
        : new(Avx512F.PermuteVar8x64x2(x._lanes.AsDouble(), Vector512<long>.Indices * 2, y._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> DoubleLow(Simd512<T> x) => IsSingle
        ? new(Avx512F.PermuteVar16x32(x._lanes.AsSingle(), Vector512<int>.Indices >>> 1).As<float, T>())
        : new(Avx512F.PermuteVar8x64(x._lanes.AsDouble(), Vector512<long>.Indices >>> 1).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> DoubleHigh(Simd512<T> x) => IsSingle
        ? new(Avx512F.PermuteVar16x32(x._lanes.AsSingle(), (Vector512<int>.Indices >>> 1) + Vector512.Create(8)).As<float, T>())
        : new(Avx512F.PermuteVar8x64(x._lanes.AsDouble(), (Vector512<long>.Indices >>> 1) + Vector512.Create(4L)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> InterleaveLow(Simd512<T> x, Simd512<T> y) => IsSingle
        ? new(Avx512F.UnpackLow(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>())
        : LowHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> InterleaveHigh(Simd512<T> x, Simd512<T> y) => IsSingle
        ? new(Avx512F.UnpackHigh(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>())
        : HighHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LowHalves(Simd512<T> x, Simd512<T> y) =>
        new(Avx512F.UnpackLow(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> HighHalves(Simd512<T> x, Simd512<T> y) =>
        new(Avx512F.UnpackHigh(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Simd512<T> vector, T* target) =>
        Simd256<T>.StoreSumOfQuarters(new(vector._lanes.GetLower() + vector._lanes.GetUpper()), target);
}
