using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Output;

/// <summary>A score in words: the loss, and metrics with four decimals.</summary>
internal static class ScoreText
{
    private const string Accuracy = "acc";

    /// <summary>Loss and first metric, short: <c>0.1234 (97.00%)</c> or <c>0.1234 (rmse 0.35)</c>.</summary>
    public static string Short(Score score)
    {
        var metric = score.Metrics is [{ Name: Accuracy } accuracy, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy.Value:0.00}%")
            : score.Metrics is [var first, ..] ? Text(first) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{score.Loss:0.0000} ({metric})");
    }

    /// <summary>Loss and all metrics: <c>loss 0.1234, accuracy 0.9700</c>.</summary>
    public static string Full(Score score) => string.Join(", ", score.Metrics.Select(Text).Prepend(Text(new MetricValue("loss", score.Loss))));

    /// <summary>A metric by its name in words: <c>accuracy 0.9700</c>.</summary>
    public static string Text(MetricValue metric)
    {
        // Decimals of an error in dollars say nothing.
        var format = Math.Abs(metric.Value) switch
        {
            < 1000 or double.NaN => "0.0000",
            < 1e9 => "0",
            _ => "G6",
        };
        var value = metric.Value.ToString(format, CultureInfo.InvariantCulture);
        return $"{(metric.Name == Accuracy ? "accuracy" : metric.Name)} {value}";
    }
}
