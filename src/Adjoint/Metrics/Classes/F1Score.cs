namespace Adjoint.Metrics;

/// <summary>
/// The harmonic mean of precision and recall, 2 hits / (predicted + right) (scikit-learn: <c>f1_score</c>).
/// </summary>
/// <inheritdoc cref="ClassRate(Average, int?, double)"/>
public sealed class F1Score(Average average = Average.Macro, int? classes = null, double threshold = 0)
    : ClassRate(average, classes, threshold)
{
    /// <inheritdoc/>
    public override string Name => "f1";

    private protected override double Of(ClassCounts counts) => counts.F1;
}
