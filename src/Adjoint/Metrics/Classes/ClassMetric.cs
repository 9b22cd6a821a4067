namespace Adjoint.Metrics;

/// <summary>
/// A metric of predicted classes against right ones. Predictions are class indices, int64 [batch], or scores of which the greatest wins (the
/// first of equal ones), [batch, classes], or one score an example, [batch] or [batch, 1], which means class 1 above the threshold and
/// class 0 otherwise. Targets are class indices, int64 [batch], or 0 and 1 as floats, [batch] or [batch, 1].
/// </summary>
public abstract class ClassMetric : Metric
{
    private readonly ClassReader _reader;

    /// <summary>Prepares the metric.</summary>
    /// <param name="threshold">Where class 1 begins if there is one score an example: 0 for scores before a sigmoid, 0.5 for
    /// probabilities.</param>
    protected ClassMetric(double threshold = 0) => _reader = new ClassReader(GetType().Name, threshold);

    /// <inheritdoc cref="Metric.Add"/>
    public void Add(ReadOnlySpan<long> prediction, ReadOnlySpan<long> target) => Add(Tensor.From(prediction), Tensor.From(target));

    /// <inheritdoc cref="Metric.Measure"/>
    public double Measure(ReadOnlySpan<long> prediction, ReadOnlySpan<long> target) =>
        Measure(Tensor.From(prediction), Tensor.From(target));

    /// <inheritdoc/>
    protected sealed override long AddCore(Tensor prediction, Tensor target)
    {
        _reader.Read(prediction, target, out var predicted, out var right);
        Add(predicted, right, _reader.ClassCount);
        return predicted.Length;
    }

    /// <summary>Changes the sums by a batch.</summary>
    /// <param name="predicted">The predicted classes.</param>
    /// <param name="right">The right classes, as many.</param>
    /// <param name="classCount">The number of classes if the predictions tell it, else 0.</param>
    protected abstract void Add(ReadOnlySpan<long> predicted, ReadOnlySpan<long> right, int classCount);
}
