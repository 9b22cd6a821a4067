namespace Adjoint.Nn;

/// <summary>How <see cref="GELU"/> computes the normal distribution.</summary>
public enum GELUApproximation
{
    /// <summary>Exactly.</summary>
    None,

    /// <summary>By a hyperbolic tangent.</summary>
    Tanh,
}
