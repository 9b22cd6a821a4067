using System.Runtime.CompilerServices;
using Adjoint.Backends;

namespace Adjoint.Optim;

/// <summary>Running means that forget exponentially, as the optimizers with adaptive step sizes keep them.</summary>
internal static class Moment
{
    /// <summary>The mean of gradients: beta m + (1 - beta) g, as m + share (g - m) with the share 1 - beta.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes First<TLanes>(TLanes m, TLanes g, double share) where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(share), g - m, m);

    /// <summary>The mean of squared gradients, likewise: v + share (g^2 - v).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Second<TLanes>(TLanes v, TLanes g, double share) where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(share), g * g - v, v);

    /// <summary>What a running mean that began at zero is divided by after t steps: 1 - beta^t.</summary>
    public static double Correction(double beta, long t) => 1 - Math.Pow(beta, t);
}
