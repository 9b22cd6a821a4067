using System.Globalization;
using System.Text;

namespace Adjoint.Training;

/// <summary>The value of a metric by its name, such as <c>rmse</c>.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Value">Its value; NaN if it could not be measured.</param>
public readonly record struct MetricValue(string Name, double Value);

/// <summary>Loss and metrics over a number of examples.</summary>
public readonly struct Score : IEquatable<Score>
{
    private readonly MetricValue[]? _metrics;

    /// <summary>Puts a score together.</summary>
    /// <param name="loss">The mean loss of an example.</param>
    /// <param name="count">The number of examples.</param>
    /// <param name="metrics">The metrics of the task, in its order.</param>
    public Score(double loss, int count, params ReadOnlySpan<MetricValue> metrics) =>
        (Loss, Count, _metrics) = (loss, count, metrics.ToArray());

    /// <summary>The mean loss of an example.</summary>
    public double Loss { get; }

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>The metrics of the task, in its order: accuracy for classification, rmse, mae and R2 for regression.</summary>
    public IReadOnlyList<MetricValue> Metrics => _metrics ?? [];

    /// <summary>The value of a metric; NaN if it is none of this score's.</summary>
    /// <param name="name">Its name, such as <c>acc</c> or <c>rmse</c>; <c>loss</c> is the loss.</param>
    public double this[string name]
    {
        get
        {
            if (name == "loss") return Loss;
            foreach (var metric in _metrics ?? [])
            {
                if (metric.Name == name) return metric.Value;
            }
            return double.NaN;
        }
    }

    /// <summary>Whether loss and metrics are the same numbers.</summary>
    public static bool operator ==(Score left, Score right) => left.Equals(right);

    /// <summary>Whether loss or metrics are different numbers.</summary>
    public static bool operator !=(Score left, Score right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Score other) => Loss.Equals(other.Loss) && Count == other.Count && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Score other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Count);

    /// <summary>As in <c>loss 0.25, acc 0.9 (70 examples)</c>, to the last digit.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"loss {Loss}");
        foreach (var metric in Metrics) text.Append(CultureInfo.InvariantCulture, $", {metric.Name} {metric.Value}");
        return text.Append(CultureInfo.InvariantCulture, $" ({Count} examples)").ToString();
    }
}
