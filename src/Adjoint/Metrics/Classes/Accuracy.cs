namespace Adjoint.Metrics;

/// <summary>
/// The fraction of examples whose class was predicted (scikit-learn: <c>accuracy_score</c>; torchmetrics: <c>Accuracy</c> with
/// <c>average='micro'</c>).
/// </summary>
/// <param name="threshold">Where class 1 begins if there is one score an example: 0 for scores before a sigmoid, 0.5 for
/// probabilities.</param>
public sealed class Accuracy(double threshold = 0) : ClassMetric(threshold)
{
    /// <inheritdoc/>
    public override string Name => "acc";

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<long> predicted, ReadOnlySpan<long> right, int classCount)
    {
        if (Sums.Length == 0) Sums = [0];
        for (var i = 0; i < predicted.Length; i++)
        {
            if (predicted[i] == right[i]) Sums[0]++;
        }
    }

    /// <inheritdoc/>
    protected override double Compute() => Sums[0] / Count;
}
