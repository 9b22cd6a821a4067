using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Simd;

/// <summary>
/// The exponential functions by one reduction: x = n ln(2) + r with n whole and |r| at most ln(2)/2, so that e^x = 2^n (1 + p) with
/// p = e^r - 1 from a polynomial (Cody and Waite, Software Manual for the Elementary Functions, 1980, chapter 6). The coefficients are a
/// Chebyshev fit of (e^r - 1 - r)/r^2 with an error of 1.4e-9 for float and 1.4e-18 for double. NaN stays NaN.
/// </summary>
internal static class Exponential
{
    /// <summary>e^x, down to denormal numbers and up to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var (n, r) = Reduce<T, TVector>(Clamp<T, TVector>(x, typeof(T) == typeof(float) ? -105 : -746));
        return Scale<T, TVector>(n, SmallExpm1<T, TVector>(r));
    }

    /// <summary>
    /// e^x for x up to 88, where neither a bound above nor a scale in two factors is needed: two thirds of the work of
    /// <see cref="Exp{T, TVector}"/>. What would be less than the least normal number is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpUpTo88<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var (n, r) = Reduce<T, TVector>(x);
        var scale = TVector.PowerOfTwo(n);
        var least = TVector.Broadcast(typeof(T) == typeof(float) ? -87.25 : -708.25);
        return TVector.Select(x < least, default, TVector.MultiplyAdd(SmallExpm1<T, TVector>(r), scale, scale));
    }

    /// <summary>2^x, down to denormal numbers and up to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp2<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var high = TVector.Broadcast(typeof(T) == typeof(float) ? 129.0 : 1025.0);
        var low = TVector.Broadcast(typeof(T) == typeof(float) ? -151.0 : -1076.0);
        x = TVector.Select(x > high, high, TVector.Select(x < low, low, x));
        var n = TVector.Round(x);
        return Scale<T, TVector>(n, SmallExpm1<T, TVector>((x - n) * TVector.Broadcast(Math.Log(2))));
    }

    /// <summary>
    /// (e^x - 1)/2 without loss of digits near 0; halved, so that the hyperbolic sine does not overflow before its time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector HalfExpm1<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        // Below the lower bound e^x is lost beside 1.
        var (n, r) = Reduce<T, TVector>(Clamp<T, TVector>(x, typeof(T) == typeof(float) ? -20 : -40));
        // (2^n p + 2^n - 1)/4, doubled: 2^n/4 is finite wherever the result is.
        var scale = TVector.PowerOfTwo(n - TVector.Broadcast(2.0));
        var quarter = TVector.MultiplyAdd(SmallExpm1<T, TVector>(r), scale, scale - TVector.Broadcast(0.25));
        return quarter + quarter;
    }

    // Compares so that NaN passes. The upper bound is just beyond where e^x/2 overflows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Clamp<T, TVector>(TVector x, double least) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var high = TVector.Broadcast(typeof(T) == typeof(float) ? 89.75 : 710.75);
        var low = TVector.Broadcast(least);
        return TVector.Select(x > high, high, TVector.Select(x < low, low, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector N, TVector R) Reduce<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var n = TVector.Round(x * TVector.Broadcast(1 / Math.Log(2)));
        // ln(2) in two parts, the first of so few digits that its product with n is exact.
        var high = TVector.Broadcast(typeof(T) == typeof(float) ? -0.693145751953125 : -0.693147180601954460144043);
        var low = TVector.Broadcast(typeof(T) == typeof(float) ? -1.4286068203094172e-6 : 4.2009150726810847e-11);
        return (n, TVector.MultiplyAdd(n, low, TVector.MultiplyAdd(n, high, x)));
    }

    // e^r - 1 = r + r^2 q(r) for small r
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SmallExpm1<T, TVector>(TVector r) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        TVector q;
        if (typeof(T) == typeof(float))
        {
            q = TVector.Broadcast(0.000198910799);
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.00139337312));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.00833331048));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.041666463));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.166666672));
        }
        else
        {
            q = TVector.Broadcast(2.09147553258932e-09);
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(2.5105312729622103e-08));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(2.755727347871858e-07));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(2.755725517000089e-06));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(2.480158732567746e-05));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.0001984126987500228));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.0013888888888883711));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.008333333333326084));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.04166666666666667));
            q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.1666666666666667));
        }
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.5));
        return TVector.MultiplyAdd(q, r * r, r);
    }

    // 2^n (1 + p) in two factors, since 2^n alone may overflow or be denormal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Scale<T, TVector>(TVector n, TVector p) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var half = TVector.Round(n * TVector.Broadcast(0.5));
        var first = TVector.PowerOfTwo(half);
        return TVector.MultiplyAdd(p, first, first) * TVector.PowerOfTwo(n - half);
    }
}
