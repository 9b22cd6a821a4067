using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>How two elements become one, on numbers and on vectors.</summary>
internal interface IFold
{
    /// <summary>The number that changes nothing.</summary>
    static abstract T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    static abstract T Combine<T>(T x, T y) where T : unmanaged, INumber<T>;

    static abstract TVector Combine<T, TVector>(TVector x, TVector y) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged;
}

internal readonly struct SumFold : IFold
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => unchecked(x + y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<T, TVector>(TVector x, TVector y)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => x + y;
}

internal readonly struct ProductFold : IFold
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => unchecked(x * y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<T, TVector>(TVector x, TVector y)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => x * y;
}

internal readonly struct MaximumFold : IFold
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(long) ? T.MinValue : T.CreateTruncating(double.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => T.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<T, TVector>(TVector x, TVector y)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => TVector.Maximum(x, y);
}

internal readonly struct MinimumFold : IFold
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(long) ? T.MaxValue : T.CreateTruncating(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => T.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<T, TVector>(TVector x, TVector y)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => TVector.Minimum(x, y);
}
