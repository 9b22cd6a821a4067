using System.Globalization;

namespace Adjoint.Training;

/// <summary>What K-fold cross-validation came to: the scores of networks that were each measured on the fold they had not seen.</summary>
/// <param name="Folds">The scores, fold by fold.</param>
public sealed record CrossValidationResult(IReadOnlyList<Score> Folds)
{
    /// <summary>The names of what was measured: the metrics, then the loss.</summary>
    public IReadOnlyList<string> Names => Folds.Count == 0 ? [] : [.. Folds[0].Metrics.Select(metric => metric.Name), "loss"];

    /// <summary>The mean of a metric over the folds.</summary>
    public double Mean(string name) => Folds.Average(score => score[name]);

    /// <summary>The standard deviation of a metric over the folds, as of a sample (divided by one less than there are); NaN for one
    /// fold.</summary>
    public double StandardDeviation(string name)
    {
        var mean = Mean(name);
        return Math.Sqrt(Folds.Sum(score => (score[name] - mean) * (score[name] - mean)) / (Folds.Count - 1.0));
    }

    /// <summary>As in <c>acc 0.9530 +- 0.0211, loss 0.1300 +- 0.0402</c>.</summary>
    public override string ToString() => string.Join(", ", Names.Select(Text));

    private string Text(string name)
    {
        var format = Math.Abs(Mean(name)) >= 1000 ? "0" : "0.0000";
        var (mean, deviation) = (Mean(name), StandardDeviation(name));
        return $"{name} {mean.ToString(format, CultureInfo.InvariantCulture)} +- {deviation.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
