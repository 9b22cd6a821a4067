using System.Globalization;
using Adjoint.Data;
using Adjoint.Metrics;

namespace Adjoint.Training;

/// <summary>
/// Sums up the losses and metrics of a task batch by batch, in double precision and in order, so that a resumed run sums the same.
/// </summary>
public sealed class ScoreSum
{
    private readonly LearningTask _task;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly IReadOnlyList<Metric> _also;
    private double _loss;

    /// <summary>Begins with no examples.</summary>
    /// <param name="task">Says which metrics there are.</param>
    /// <param name="also">Further metrics to which every batch is added; they are not in the score.</param>
    public ScoreSum(LearningTask task, params IReadOnlyList<Metric> also)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(also);
        (_task, _metrics, _also) = (task, task.NewMetrics(), also);
    }

    /// <summary>All examples.</summary>
    public int Count { get; private set; }

    /// <summary>The score so far; NaN over no examples.</summary>
    public Score Score
    {
        get
        {
            var values = new MetricValue[_metrics.Count];
            for (var i = 0; i < values.Length; i++)
            {
                // A batch whose loss is no number is not in the metrics.
                var isMeasured = Count > 0 && double.IsFinite(_loss);
                values[i] = new MetricValue(_metrics[i].Name, isMeasured ? _metrics[i].Value : double.NaN);
            }
            return new Score(_loss / Count, Count, values);
        }
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The mean loss of its examples.</param>
    /// <param name="output">What the model made of the batch.</param>
    /// <param name="batch">The batch.</param>
    public void Add(double meanLoss, Tensor output, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(batch);
        _loss += meanLoss * batch.Count;
        Count += batch.Count;
        if (!double.IsFinite(_loss)) return;
        using var noGrad = NoGrad.Begin();
        var (prediction, target) = _task.Compare(output.Detach(), batch);
        foreach (var metric in _metrics) metric.Add(prediction, target);
        foreach (var metric in _also) metric.Add(prediction, target);
    }

    /// <summary>The sums by name, as text that <see cref="Restore"/> takes back.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Save()
    {
        yield return new("loss", Text(_loss));
        yield return new("count", Text(Count));
        foreach (var metric in _metrics) yield return new(metric.Name, string.Join(' ', metric.Save().Select(Text)));
    }

    /// <summary>Goes back to the sums that <see cref="Save"/> gave.</summary>
    /// <param name="find">Finds the text by its name.</param>
    internal void Restore(Func<string, string> find)
    {
        _loss = Number(find("loss"));
        Count = int.Parse(find("count"), CultureInfo.InvariantCulture);
        foreach (var metric in _metrics) metric.Restore([.. find(metric.Name).Split(' ').Select(Number)]);
    }

    // .NET writes the shortest text that reads back as the same number.
    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
