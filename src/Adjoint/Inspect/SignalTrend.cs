namespace Adjoint.Inspect;

/// <summary>What becomes of a signal, activations or gradients, on its way through the layers.</summary>
public enum SignalTrend
{
    /// <summary>It keeps its size within bounds.</summary>
    Steady,

    /// <summary>It has become too small to learn by.</summary>
    Vanishing,

    /// <summary>It has become too large to learn by, or is not finite.</summary>
    Exploding,
}
