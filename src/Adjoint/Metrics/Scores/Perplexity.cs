namespace Adjoint.Metrics;

/// <summary>
/// exp of the mean cross-entropy: among how many equally likely classes the model is left to guess (torchmetrics: <c>Perplexity</c>).
/// Predictions are scores before a softmax, floats [batch, classes] or [batch, classes, ..]; targets are class indices, int64 [batch] or
/// [batch, ..]. A model that gives each of C classes the same probability has perplexity C.
/// </summary>
/// <param name="ignoreIndex">The index of targets that count for nothing, such as padding.</param>
public sealed class Perplexity(long ignoreIndex = -100) : Metric
{
    /// <inheritdoc/>
    public override string Name => "perplexity";

    /// <inheritdoc/>
    protected override long AddCore(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        var isDeep = prediction.Rank > 2;
        var rows = ScoreRows.Read(nameof(Perplexity),
            isDeep ? prediction.Detach().MoveDim(1, -1).Reshape(-1, prediction.Shape[1]) : prediction,
            isDeep ? target.Reshape(-1) : target, ignored: ignoreIndex);
        if (Sums.Length == 0) Sums = [0];
        var counted = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Targets[i] == ignoreIndex) continue;
            Sums[0] += Surprise(rows.Row(i), (int)rows.Targets[i]);
            counted++;
        }
        return counted;
    }

    /// <inheritdoc/>
    protected override double Compute() => Math.Exp(Sums[0] / Count);

    // -ln softmax(row)[target], with the greatest score taken out.
    private static double Surprise(ReadOnlySpan<double> row, int target)
    {
        var greatest = double.NegativeInfinity;
        foreach (var score in row) greatest = Math.Max(greatest, score);
        var sum = 0.0;
        foreach (var score in row) sum += Math.Exp(score - greatest);
        return Math.Log(sum) + greatest - row[target];
    }
}
