namespace Adjoint.Metrics;

/// <summary>
/// Of the examples taken for a class, the fraction that is of it (scikit-learn: <c>precision_score</c>).
/// </summary>
/// <inheritdoc cref="ClassRate(Average, int?, double)"/>
public sealed class Precision(Average average = Average.Macro, int? classes = null, double threshold = 0)
    : ClassRate(average, classes, threshold)
{
    /// <inheritdoc/>
    public override string Name => "precision";

    private protected override double Of(ClassCounts counts) => counts.Precision;
}
