namespace Adjoint.Losses;

/// <summary>How the losses of the examples become one number.</summary>
public enum Reduction
{
    /// <summary>Their mean, the default.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Not at all: one loss an element or example.</summary>
    None,
}
