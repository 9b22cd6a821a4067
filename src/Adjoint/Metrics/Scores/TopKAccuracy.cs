namespace Adjoint.Metrics;

/// <summary>
/// The fraction of examples whose class is among the k with the greatest scores (scikit-learn: <c>top_k_accuracy_score</c>). Of equal scores
/// the one of the smaller class index comes first, so that k = 1 is the accuracy. Predictions are scores, floats [batch, classes]; targets
/// are class indices, int64 [batch].
/// </summary>
public sealed class TopKAccuracy : Metric
{
    private readonly int _k;

    /// <summary>Begins with no examples.</summary>
    /// <param name="k">How many guesses there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no guess.</exception>
    public TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        _k = k;
    }

    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"top{_k}");

    /// <inheritdoc/>
    protected override long AddCore(Tensor prediction, Tensor target)
    {
        var rows = ScoreRows.Read(nameof(TopKAccuracy), prediction, target);
        if (_k > rows.Classes)
            throw new ShapeException(nameof(TopKAccuracy), $"k is {_k}, and the predictions are scores of {rows.Classes} classes.");
        if (Sums.Length == 0) Sums = [0];
        for (var i = 0; i < rows.Count; i++)
        {
            if (RankOf((int)rows.Targets[i], rows.Row(i)) < _k) Sums[0]++;
        }
        return rows.Count;
    }

    /// <inheritdoc/>
    protected override double Compute() => Sums[0] / Count;

    private static int RankOf(int target, ReadOnlySpan<double> row)
    {
        var before = 0;
        for (var c = 0; c < row.Length; c++)
        {
            if (row[c] > row[target] || (row[c] == row[target] && c < target)) before++;
        }
        return before;
    }
}
