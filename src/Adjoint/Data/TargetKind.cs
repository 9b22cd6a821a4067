namespace Adjoint.Data;

/// <summary>What the examples of a data set are labelled with.</summary>
public enum TargetKind
{
    /// <summary>One class an example, as an index: int64 [batch].</summary>
    Classes,

    /// <summary>One or more numbers an example: float32 [batch, values].</summary>
    Values,
}
