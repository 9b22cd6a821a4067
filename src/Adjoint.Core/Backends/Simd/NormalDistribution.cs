using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Simd;

/// <summary>
/// Tail and density of the standard normal distribution by one exponential, d(t) = e^(-t^2/2)/sqrt(2 pi), and one quotient: the tail is
/// e^(-t^2/2) (t + k)^-1 p(u) with u = (t - k)/(t + k) (after Shepherd and Laframboise, 1981). The coefficients are Chebyshev fits with a
/// relative error of 1.2e-7 for float (k = 4) and 3e-16 for double (k = 5), so the tail keeps its digits where 1 - erf would lose them.
/// </summary>
internal static class NormalDistribution
{
    /// <summary>The probability of more than t, and the density at t, for t from 0 to 40.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Tail, TVector Density) Of<T, TVector>(TVector t) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var e = Exponential.ExpUpTo88<T, TVector>(t * t * TVector.Broadcast(-0.5));
        var k = typeof(T) == typeof(float) ? 4.0 : 5.0;
        var w = TVector.Broadcast(1.0) / (t + TVector.Broadcast(k));
        var u = TVector.MultiplyAdd(w, TVector.Broadcast(-2 * k), TVector.Broadcast(1.0));
        return (e * w * Polynomial<T, TVector>(u), e * TVector.Broadcast(1 / Math.Sqrt(2 * Math.PI)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Polynomial<T, TVector>(TVector u) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        TVector p;
        if (typeof(T) == typeof(float))
        {
            p = TVector.Broadcast(0.00044976149);
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.00163653609));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.00366897206));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.00759589626));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.0604326054));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.186509803));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.387135059));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.607897222));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.755285144));
        }
        else
        {
            p = TVector.Broadcast(2.352082405665796e-09);
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-7.389204600141193e-09));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-5.12176335203692e-08));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(4.5359556863040614e-08));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(4.151939755132271e-07));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-3.440325800941884e-07));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-2.757029083229564e-06));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(3.9871651229775396e-06));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(1.6676129498416067e-05));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-4.976565041874776e-05));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-5.937440617755696e-05));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.0005448998108227089));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.0007978696113208544));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.002993376883613333));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.020795066820094334));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.06911863869712301));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.16502036616937343));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.313533156671641));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.495305615969997));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(-0.6653825028900531));
            p = TVector.MultiplyAdd(p, u, TVector.Broadcast(0.7691930497500629));
        }
        return p;
    }
}
