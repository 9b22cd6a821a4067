using System.Runtime.CompilerServices;
using Adjoint.Backends;

namespace Adjoint.Optim;

/// <summary>The gradient of the L2 penalty weightDecay p^2/2, which most optimizers add to that of the loss.</summary>
internal static class Decay
{
    /// <summary>g + weightDecay p</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Into<TLanes>(TLanes g, TLanes p, double weightDecay) where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(weightDecay), p, g);
}
