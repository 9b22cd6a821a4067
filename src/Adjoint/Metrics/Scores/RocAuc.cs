namespace Adjoint.Metrics;

/// <summary>
/// The area under the <see cref="RocCurve"/> (scikit-learn: <c>roc_auc_score</c>). Predictions are one score an example, floats [batch] or
/// [batch, 1], of which greater ones mean class 1; or [batch, classes]: then it is the mean over the classes of each against the rest
/// (<c>multi_class='ovr', average='macro'</c>), for which the scores should be probabilities. A class that no example or every example has
/// is left out; if none is left, the value is NaN. Targets are class indices, int64 [batch].
/// </summary>
/// <remarks>All scores are kept: the area depends on their order.</remarks>
public sealed class RocAuc : Metric
{
    private const int FirstRows = 256;
    // The sums hold the number of classes, the number of rows, and then the rows: the class and the scores.
    private const int Head = 2;

    /// <inheritdoc/>
    public override string Name => "auc";

    private int Classes => (int)Sums[0];

    private int Rows
    {
        get => (int)Sums[1];
        set => Sums[1] = value;
    }

    /// <inheritdoc/>
    protected override long AddCore(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var isBinary = prediction.Rank == 1 || (prediction.Rank == 2 && prediction.Shape[1] == 1);
        var rows = ScoreRows.Read(nameof(RocAuc), prediction.Rank == 1 ? prediction.Unsqueeze(1) : prediction, target,
            isBinary ? 2 : null);
        if (Sums.Length == 0) Sums = [rows.Classes, 0];
        if (Classes != rows.Classes)
            throw new ShapeException(nameof(RocAuc), $"batches had scores of {Classes} classes, and this one has {rows.Classes}.");
        var width = Classes + 1;
        Reserve(Head + (Rows + rows.Count) * width);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = Sums.AsSpan(Head + Rows++ * width, width);
            row[0] = rows.Targets[i];
            rows.Row(i).CopyTo(row[1..]);
        }
        return rows.Count;
    }

    /// <inheritdoc/>
    protected override double Compute()
    {
        if (Classes == 1) return Area(column: 0, positive: 1);
        var areas = Enumerable.Range(0, Classes).Select(c => Area(c, c)).Where(area => !double.IsNaN(area)).ToArray();
        return areas.Length == 0 ? double.NaN : areas.Average();
    }

    private double Area(int column, int positive)
    {
        var (scores, targets) = (new double[Rows], new long[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            var at = Head + i * (Classes + 1);
            (scores[i], targets[i]) = (Sums[at + 1 + column], Sums[at] == positive ? 1 : 0);
        }
        return targets.Contains(0) && targets.Contains(1) ? new RocCurve(scores, targets).Area : double.NaN;
    }

    private void Reserve(int length)
    {
        if (length <= Sums.Length) return;
        var larger = new double[Math.Max(length, Math.Max(2 * Sums.Length, FirstRows * (Classes + 1)))];
        Sums.CopyTo(larger, 0);
        Sums = larger;
    }
}
