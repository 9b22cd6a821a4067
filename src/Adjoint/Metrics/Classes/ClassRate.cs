namespace Adjoint.Metrics;

/// <summary>
/// A metric that each class has by itself: of how many examples are of the class, were taken for it, or both. A fraction of nothing, such as
/// the precision of a class that was never predicted, is 0 (scikit-learn: <c>zero_division=0</c>).
/// </summary>
public abstract class ClassRate : ClassMetric
{
    private const int Fields = 3;
    private readonly Average _average;
    private readonly int? _classes;

    /// <summary>Prepares the metric.</summary>
    /// <param name="average">How the numbers of the classes become one.</param>
    /// <param name="classes">The number of classes; if omitted, only those count that occur in a target or a prediction.</param>
    /// <param name="threshold">Where class 1 begins if there is one score an example: 0 for scores before a sigmoid, 0.5 for
    /// probabilities.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class, or the average of two classes is asked for with another
    /// number.</exception>
    private protected ClassRate(Average average, int? classes, double threshold) : base(threshold)
    {
        if (classes < 1 || (average == Average.Binary && classes is not (null or 2)))
        {
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"{GetType().Name}: an average that is "
                + $"{average.ToString().ToLowerInvariant()} takes {(average == Average.Binary ? "two classes" : "at least one class")}.");
        }
        (_average, _classes) = (average, average == Average.Binary ? 2 : classes);
    }

    /// <summary>The number of each class, by class index; a class beyond those that occurred has none.</summary>
    public double[] PerClass()
    {
        var result = new double[_classes ?? Sums.Length / Fields];
        for (var c = 0; c < result.Length; c++) result[c] = Of(CountsOf(c));
        return result;
    }

    private protected abstract double Of(ClassCounts counts);

    /// <inheritdoc/>
    protected sealed override void Add(ReadOnlySpan<long> predicted, ReadOnlySpan<long> right, int classCount)
    {
        var most = Math.Max(Greatest(predicted, nameof(predicted)), Greatest(right, nameof(right)));
        if (Sums.Length <= most * Fields) Sums = [.. Sums, .. new double[(most + 1) * Fields - Sums.Length]];
        for (var i = 0; i < predicted.Length; i++)
        {
            if (predicted[i] == right[i]) Sums[predicted[i] * Fields]++;
            Sums[predicted[i] * Fields + 1]++;
            Sums[right[i] * Fields + 2]++;
        }
    }

    /// <inheritdoc/>
    protected sealed override double Compute()
    {
        if (_average == Average.Binary) return Of(CountsOf(1));
        var counts = Enumerable.Range(0, _classes ?? Sums.Length / Fields).Select(CountsOf)
            .Where(one => _classes is not null || one.Predicted + one.Right > 0).ToArray();
        return _average switch
        {
            Average.Micro => Of(new ClassCounts(counts.Sum(c => c.Hits), counts.Sum(c => c.Predicted), counts.Sum(c => c.Right))),
            Average.Macro => counts.Average(Of),
            _ => counts.Sum(one => Of(one) * one.Right) / Count,
        };
    }

    private ClassCounts CountsOf(int index) => (index + 1) * Fields > Sums.Length
        ? default
        : new ClassCounts(Sums[index * Fields], Sums[index * Fields + 1], Sums[index * Fields + 2]);

    private int Greatest(ReadOnlySpan<long> classes, string name)
    {
        const int most = 1 << 20;
        var greatest = 0L;
        var limit = _classes ?? most;
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] >= limit)
            {
                throw new ArgumentOutOfRangeException(name,
                    $"{GetType().Name}: example {i} has class {classes[i]}, and there are the classes 0..{limit - 1}.");
            }
            greatest = Math.Max(greatest, classes[i]);
        }
        return (int)greatest;
    }
}
