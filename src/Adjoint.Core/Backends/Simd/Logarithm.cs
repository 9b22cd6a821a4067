using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Simd;

/// <summary>Logarithms that stay in a vector loop.</summary>
internal static class Logarithm
{
    /// <summary>
    /// ln(1 + e) for e from 0 to 1 without loss of digits near 0: 2 artanh(s) with s = e/(2 + e), a polynomial in s^2, which is at most
    /// 1/9. The coefficients are Chebyshev fits with an error of 4e-9 for float and 1.3e-18 for double.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1pOfUnit<T, TVector>(TVector e) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var s = e / (e + TVector.Broadcast(2.0));
        var z = s * s;
        TVector p;
        if (typeof(T) == typeof(float))
        {
            p = TVector.Broadcast(0.281577796);
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.279651582));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.400245965));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.666663229));
        }
        else
        {
            p = TVector.Broadcast(0.17044163562781398);
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.0832451050686182));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.12110168728069218));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.13300374032674625));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.1538661404230401));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.18181740832504806));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.22222224080747674));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.28571428545454114));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.4000000000018575));
            p = TVector.MultiplyAdd(p, z, TVector.Broadcast(0.6666666666666615));
        }
        return TVector.MultiplyAdd(p * z, s, s + s);
    }
}
