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

    /// <summary>As in <c>acc 0.953 +- 0.021, loss 0.13 +- 0.04</c>.</summary>
    public override string ToString() => string.Join(", ", Names.Select(name =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {Mean(name):G4} +- {StandardDeviation(name):G2}")));
}
