namespace Adjoint.Metrics;

/// <summary>What the fractions of a confusion matrix are of (scikit-learn: <c>normalize</c>).</summary>
public enum Normalization
{
    /// <summary>Of all examples: the matrix sums to 1.</summary>
    All,

    /// <summary>Of the examples of each class: rows sum to 1, the diagonal is the recall.</summary>
    Targets,

    /// <summary>Of the examples taken for each class: columns sum to 1, the diagonal is the precision.</summary>
    Predictions,
}
