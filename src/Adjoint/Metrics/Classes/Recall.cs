namespace Adjoint.Metrics;

/// <summary>
/// Of the examples of a class, the fraction that was taken for it; the true positive rate (scikit-learn: <c>recall_score</c>).
/// </summary>
/// <inheritdoc cref="ClassRate(Average, int?, double)"/>
public sealed class Recall(Average average = Average.Macro, int? classes = null, double threshold = 0)
    : ClassRate(average, classes, threshold)
{
    /// <inheritdoc/>
    public override string Name => "recall";

    private protected override double Of(ClassCounts counts) => counts.Recall;
}
