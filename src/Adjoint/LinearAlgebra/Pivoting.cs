namespace Adjoint.LinearAlgebra;

/// <summary>Which column a decomposition takes next.</summary>
internal enum Pivoting
{
    /// <summary>The next one.</summary>
    None,

    /// <summary>The longest of what is left of them: the safest judgement of rank.</summary>
    Longest,

    /// <summary>The first one that does not depend on those taken, so that later columns are told as sums of earlier ones.</summary>
    FirstIndependent,
}
