using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Backends.Simd;

/// <summary>128 bits at once: 4 floats or 2 doubles.</summary>
internal readonly unsafe struct Simd128<T>(Vector128<T> lanes) : ISimd<T, Simd128<T>> where T : unmanaged
{
    private readonly Vector128<T> _lanes = lanes;

    public static int Count => Vector128<T>.Count;

    public static bool HasManyRegisters => AdvSimd.IsSupported;

    private static bool IsSingle => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> vector, T* target) => vector._lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Simd128<T> vector, T* target) => vector._lanes.StoreAlignedNonTemporal(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Broadcast(double value) => new(IsSingle
        ? Vector128.Create((float)value).As<float, T>()
        : Vector128.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> x, Simd128<T> y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> x, Simd128<T> y) => new(x._lanes - y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> x, Simd128<T> y) => new(x._lanes * y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> x, Simd128<T> y) => new(x._lanes / y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator &(Simd128<T> x, Simd128<T> y) => new(x._lanes & y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator <(Simd128<T> x, Simd128<T> y) => new(Vector128.LessThan(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator >(Simd128<T> x, Simd128<T> y) => new(Vector128.GreaterThan(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> MultiplyAdd(Simd128<T> x, Simd128<T> y, Simd128<T> z) => new(IsSingle
        ? Vector128.MultiplyAddEstimate(x._lanes.AsSingle(), y._lanes.AsSingle(), z._lanes.AsSingle()).As<float, T>()
        : Vector128.MultiplyAddEstimate(x._lanes.AsDouble(), y._lanes.AsDouble(), z._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> x) => new(Vector128.Sqrt(x._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> x) => new(Vector128.Abs(x._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Maximum(Simd128<T> x, Simd128<T> y) => new(Vector128.Max(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Minimum(Simd128<T> x, Simd128<T> y) => new(Vector128.Min(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Greater(Simd128<T> x, Simd128<T> y) => new(Vector128.MaxNative(x._lanes, y._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Round(Simd128<T> x) => new(IsSingle
        ? Vector128.Round(x._lanes.AsSingle()).As<float, T>()
        : Vector128.Round(x._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Log(Simd128<T> x) => new(IsSingle
        ? Vector128.Log(x._lanes.AsSingle()).As<float, T>()
        : Vector128.Log(x._lanes.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> CopySign(Simd128<T> magnitude, Simd128<T> sign) => new(Vector128.CopySign(magnitude._lanes, sign._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Select(Simd128<T> mask, Simd128<T> x, Simd128<T> y) =>
        new(Vector128.ConditionalSelect(mask._lanes, x._lanes, y._lanes));

    // Added to 1.5 times the last power of two at which whole numbers are exact, n + bias stands in the lowest bits of the sum; they are
    // shifted to where the exponent is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> PowerOfTwo(Simd128<T> n) => new(IsSingle
        ? Vector128.ShiftLeft((n._lanes.AsSingle() + Vector128.Create(12582912f + 127)).AsInt32(), 23).As<int, T>()
        : Vector128.ShiftLeft((n._lanes.AsDouble() + Vector128.Create(6755399441055744.0 + 1023)).AsInt64(), 52).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd128<T> vector) => Vector128.Sum(vector._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Greatest(Simd128<T> vector)
    {
        if (!IsSingle)
        {
            var pair = vector._lanes.AsDouble();
            return Vector128.MaxNative(pair, Vector128.Shuffle(pair, Vector128.Create(1L, 0))).As<double, T>().ToScalar();
        }
        var four = vector._lanes.AsSingle();
        four = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).As<float, T>().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> KeepLast(Simd128<T> vector, int kept)
    {
        var isKept = IsSingle
            ? Vector128.GreaterThanOrEqual(Vector128<int>.Indices, Vector128.Create(Count - kept)).As<int, T>()
            : Vector128.GreaterThanOrEqual(Vector128<long>.Indices, Vector128.Create((long)(Count - kept))).As<long, T>();
        return new(Vector128.ConditionalSelect(isKept, vector._lanes, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LoadQuarters(T* source, nint stride) => Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> EvenElements(Simd128<T> x, Simd128<T> y)
    {
        if (typeof(T) == typeof(double)) return LowHalves(x, y);
        var (a, b) = (x._lanes.AsSingle(), y._lanes.AsSingle());
        if (Sse.IsSupported) return new(Sse.Shuffle(a, b, 0b10_00_10_00).As<float, T>());
        if (AdvSimd.Arm64.IsSupported) return new(AdvSimd.Arm64.UnzipEven(a, b).As<float, T>());
        return new(Vector128.Create(a[0], a[2], b[0], b[2]).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> DoubleLow(Simd128<T> x) => InterleaveLow(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> DoubleHigh(Simd128<T> x) => InterleaveHigh(x, x);

    /// <summary>The vector itself.</summary>
    public Vector128<T> Lanes => _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> InterleaveLow(Simd128<T> x, Simd128<T> y)
    {
        if (typeof(T) == typeof(double)) return LowHalves(x, y);
        if (Sse.IsSupported) return new(Sse.UnpackLow(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>());
        if (AdvSimd.Arm64.IsSupported) return new(AdvSimd.Arm64.ZipLow(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>());
        return new(Vector128.Create(
            x._lanes.AsSingle()[0], y._lanes.AsSingle()[0], x._lanes.AsSingle()[1], y._lanes.AsSingle()[1]).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> InterleaveHigh(Simd128<T> x, Simd128<T> y)
    {
        if (typeof(T) == typeof(double)) return HighHalves(x, y);
        if (Sse.IsSupported) return new(Sse.UnpackHigh(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>());
        if (AdvSimd.Arm64.IsSupported) return new(AdvSimd.Arm64.ZipHigh(x._lanes.AsSingle(), y._lanes.AsSingle()).As<float, T>());
        return new(Vector128.Create(
            x._lanes.AsSingle()[2], y._lanes.AsSingle()[2], x._lanes.AsSingle()[3], y._lanes.AsSingle()[3]).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LowHalves(Simd128<T> x, Simd128<T> y)
    {
        if (Sse2.IsSupported) return new(Sse2.UnpackLow(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());
        if (AdvSimd.Arm64.IsSupported) return new(AdvSimd.Arm64.ZipLow(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());
        return new(Vector128.Create(x._lanes.GetLower(), y._lanes.GetLower()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> HighHalves(Simd128<T> x, Simd128<T> y)
    {
        if (Sse2.IsSupported) return new(Sse2.UnpackHigh(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());
        if (AdvSimd.Arm64.IsSupported) return new(AdvSimd.Arm64.ZipHigh(x._lanes.AsDouble(), y._lanes.AsDouble()).As<double, T>());
        return new(Vector128.Create(x._lanes.GetUpper(), y._lanes.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSumOfQuarters(Simd128<T> vector, T* target) => Store(vector, target);
}
