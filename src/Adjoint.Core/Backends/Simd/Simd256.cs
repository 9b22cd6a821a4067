using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Simd;

/// <summary>256 bits at once: 8 floats or 4 doubles.</summary>
internal readonly unsafe struct Simd256<T>(Vector256<T> lanes) : ISimd<T, Simd256<T>> where T : unmanaged
{
    private readonly Vector256<T> _lanes = lanes;

    public static int Count => Vector256<T>.Count;

    public static bool HasManyRegisters => false;

    private static bool IsSingle => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> vector, T* target) => vector._lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Simd256<T> vector, T* target) => vector._lanes.StoreAlignedNonTemporal(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Broadcast(double value) => new(IsSingle
        ? Vector256.Create((float)value).As<float, T>()
        : Vector256.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> x, Simd256<T> y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> x, Simd256<T> y) => new(x._lanes - y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> x, Simd256<T> y) => new(x._lanes * y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> x, Simd256<T> y) => new(x._lanes / y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator &(Simd256<T> x, Simd256<T> y) => new(x._lanes & y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator <(Simd256<T> x, Simd256<T> y) => new(Vector256.LessThan(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator >(Simd256<T> x, Simd256<T> y) => new(Vector256.GreaterThan(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> MultiplyAdd(Simd256<T> x, Simd256<T> y, Simd256<T> z) => new(IsSingle
        ? Vector256.MultiplyAddEstimate(x._lanes.AsSingle(), y._lanes.AsSingle(), z._lanes.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(x._lanes.AsDouble(), y._lanes.AsDouble(), z._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> x) => new(Vector256.Sqrt(x._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Abs(Simd256<T> x) => new(Vector256.Abs(x._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Maximum(Simd256<T> x, Simd256<T> y) => new(Vector256.Max(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Minimum(Simd256<T> x, Simd256<T> y) => new(Vector256.Min(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Greater(Simd256<T> x, Simd256<T> y) => new(Vector256.MaxNative(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Round(Simd256<T> x) => new(IsSingle
        ? Vector256.Round(x._lanes.AsSingle()).As<float, T>()
        : Vector256.Round(x._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Log(Simd256<T> x) => new(IsSingle
        ? Vector256.Log(x._lanes.AsSingle()).As<float, T>()
        : Vector256.Log(x._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> CopySign(Simd256<T> magnitude, Simd256<T> sign) => new(Vector256.CopySign(magnitude._lanes, sign._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Select(Simd256<T> mask, Simd256<T> x, Simd256<T> y) =>
        new(Vector256.ConditionalSelect(mask._lanes, x._lanes, y._lanes));

    // Added to 1.5 times the last power of two at which whole numbers are exact, n + bias stands in the lowest bits of the sum; they are
    // shifted to where the exponent is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> PowerOfTwo(Simd256<T> n) => new(IsSingle
        ? Vector256.ShiftLeft((n._lanes.AsSingle() + Vector256.Create(12582912f + 127)).AsInt32(), 23).As<int, T>()
        : Vector256.ShiftLeft((n._lanes.AsDouble() + Vector256.Create(6755399441055744.0 + 1023)).AsInt64(), 52).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd256<T> vector) => Vector256.Sum(vector._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Greatest(Simd256<T> vector) =>
        Simd128<T>.Greatest(new(Vector128.MaxNative(vector._lanes.GetLower(), vector._lanes.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> KeepLast(Simd256<T> vector, int kept)
    {
        var isKept = IsSingle
            ? Vector256.GreaterThanOrEqual(Vector256<int>.Indices, Vector256.Create(Count - kept)).As<int, T>()
            : Vector256.GreaterThanOrEqual(Vector256<long>.Indices, Vector256.Create((long)(Count - kept))).As<long, T>();
        return new(Vector256.ConditionalSelect(isKept, vector._lanes, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LoadQuarters(T* source, nint stride) =>
        new(Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)));

    // In each half the even elements of x, then those of y; the middle two quarters change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> EvenElements(Simd256<T> x, Simd256<T> y) => IsSingle
        ? new(Avx2.Permute4x64(Avx.Shuffle(x._lanes.AsSingle(), y._lanes.AsSingle(), 0b10_00_10_00).AsDouble(), 0b11_01_10_00).As<double, T>())
        : new(Avx2.Permute4x64(Avx.UnpackLow(x._lanes.AsDouble(), y._lanes.AsDouble()), 0b11_01_10_00).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> DoubleLow(Simd256<T> x) => Twice(x._lanes.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> DoubleHigh(Simd256<T> x) => Twice(x._lanes.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> Twice(Vector128<T> half) => new(Vector256.Create(
        Simd128<T>.DoubleLow(new(half)).Lanes, Simd128<T>.DoubleHigh(new(half)).Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> InterleaveLow(Simd256<T> x, Simd256<T> y) => IsSingle
        ? new(Avx.UnpackLow(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>())
        : LowHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> InterleaveHigh(Simd256<T> x, Simd256<T> y) => IsSingle
        ? new(Avx.UnpackHigh(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>())
        : HighHalves(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LowHalves(Simd256<T> x, Simd256<T> y) =>
        new(Avx.UnpackLow(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> HighHalves(Simd256<T> x, Simd256<T> y) =>
        new(Avx.UnpackHigh(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Simd256<T> vector, T* target) =>
        (vector._lanes.GetLower() + vector._lanes.GetUpper()).Store(target);
}
