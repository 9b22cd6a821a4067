using Adjoint.Backends;

namespace Adjoint.Optim;

/// <summary>Running means that forget exponentially, as the optimizers with adaptive step sizes keep them.</summary>
internal static class Moment
{
    /// <summary>The mean of gradients: beta m + (1 - beta) g.</summary>
    public static TLanes First<TLanes>(TLanes m, TLanes g, double beta) where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(beta), m, TLanes.Broadcast(1 - beta) * g);

    /// <summary>The mean of squared gradients: beta v + (1 - beta) g^2.</summary>
    public static TLanes Second<TLanes>(TLanes v, TLanes g, double beta) where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(beta), v, TLanes.Broadcast(1 - beta) * g * g);

    /// <summary>What a running mean that began at zero is divided by after t steps: 1 - beta^t.</summary>
    public static double Correction(double beta, long t) => 1 - Math.Pow(beta, t);
}
