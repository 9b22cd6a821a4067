using System.Globalization;
using System.Text;

namespace Adjoint.Metrics;

/// <summary>
/// How often each class (row) was taken for each class (column) (scikit-learn: <c>confusion_matrix</c>). As a metric, its value is the
/// fraction on the diagonal, the accuracy.
/// </summary>
public sealed class ConfusionMatrix : ClassMetric
{
    // The square of it is the length of the longest array.
    private static readonly int s_mostClasses = (int)Math.Sqrt(Array.MaxLength);

    private readonly int _classes;

    /// <summary>Begins with no examples.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <param name="threshold">Where class 1 begins if there is one score an example: 0 for scores before a sigmoid, 0.5 for
    /// probabilities.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class, or more than an array holds the square of.</exception>
    public ConfusionMatrix(int classes, double threshold = 0) : base(threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (classes > s_mostClasses)
        {
            throw new ArgumentOutOfRangeException(nameof(classes), classes, FormattableString.Invariant(
                $"ConfusionMatrix: {classes:n0} classes have a matrix of {(double)classes * classes:n0} counts; ")
                + FormattableString.Invariant($"at most {s_mostClasses:n0} classes fit. ")
                + "Hint: Accuracy and TopKAccuracy need no matrix.");
        }
        _classes = classes;
    }

    /// <inheritdoc/>
    public override string Name => "confusion";

    /// <summary>The number of classes.</summary>
    public int Classes => _classes;

    /// <summary>How many examples of a class were taken for a class.</summary>
    /// <param name="right">The class of the examples.</param>
    /// <param name="predicted">What they were taken for.</param>
    public long this[int right, int predicted]
    {
        get
        {
            RequireClass(right, nameof(right));
            RequireClass(predicted, nameof(predicted));
            return Sums.Length == 0 ? 0 : (long)Sums[right * _classes + predicted];
        }
    }

    /// <summary>How many examples there are of a class (scikit-learn: <c>support</c>).</summary>
    public long CountOf(int right) => Sum(right, row => right * _classes + row);

    /// <summary>How many examples were taken for a class.</summary>
    public long PredictedCountOf(int predicted) => Sum(predicted, row => row * _classes + predicted);

    /// <summary>Of the examples taken for a class, the fraction that is of it; 0 if there are none.</summary>
    public double PrecisionOf(int index) => CountsOf(index).Precision;

    /// <summary>Of the examples of a class, the fraction that was taken for it; 0 if there are none.</summary>
    public double RecallOf(int index) => CountsOf(index).Recall;

    /// <summary>The harmonic mean of a class's precision and recall; 0 if the class does not occur.</summary>
    public double F1Of(int index) => CountsOf(index).F1;

    /// <summary>The matrix as fractions, [classes, classes]; a row or column without examples is 0.</summary>
    /// <param name="by">What the fractions are of.</param>
    public double[,] Normalized(Normalization by)
    {
        var result = new double[_classes, _classes];
        for (var right = 0; right < _classes; right++)
        {
            for (var predicted = 0; predicted < _classes; predicted++)
            {
                var all = by switch
                {
                    Normalization.Targets => CountOf(right),
                    Normalization.Predictions => PredictedCountOf(predicted),
                    _ => Count,
                };
                result[right, predicted] = all == 0 ? 0 : (double)this[right, predicted] / all;
            }
        }
        return result;
    }

    /// <summary>The counts as a table, right classes as rows and predicted ones as columns, with class numbers.</summary>
    public override string ToString() =>
        ToString([.. Enumerable.Range(0, _classes).Select(c => c.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The counts as a table with the names of the classes.</summary>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToString(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != _classes)
            throw new ArgumentException($"ConfusionMatrix: {_classes} classes, and {names.Count} names were given.", nameof(names));
        const string corner = "true \\ predicted";
        var left = Math.Max(corner.Length, names.Max(name => name.Length));
        var widths = names.Select((name, column) => Math.Max(name.Length, WidthOf(column))).ToArray();
        var text = new StringBuilder(corner.PadRight(left));
        for (var column = 0; column < _classes; column++) text.Append("  ").Append(names[column].PadLeft(widths[column]));
        for (var row = 0; row < _classes; row++)
        {
            text.Append('\n').Append(names[row].PadRight(left));
            for (var column = 0; column < _classes; column++)
                text.Append("  ").Append(this[row, column].ToString(CultureInfo.InvariantCulture).PadLeft(widths[column]));
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<long> predicted, ReadOnlySpan<long> right, int classCount)
    {
        if (classCount > _classes)
            throw new ShapeException(nameof(ConfusionMatrix), $"has {_classes} classes, and the predictions are scores of {classCount}.");
        Require(predicted, nameof(predicted));
        Require(right, nameof(right));
        if (Sums.Length == 0) Sums = new double[_classes * _classes];
        for (var i = 0; i < predicted.Length; i++) Sums[right[i] * _classes + predicted[i]]++;
    }

    /// <inheritdoc/>
    protected override double Compute()
    {
        var diagonal = 0L;
        for (var c = 0; c < _classes; c++) diagonal += this[c, c];
        return (double)diagonal / Count;
    }

    private ClassCounts CountsOf(int index) => new(this[index, index], PredictedCountOf(index), CountOf(index));

    private int WidthOf(int column) =>
        Enumerable.Range(0, _classes).Max(row => this[row, column].ToString(CultureInfo.InvariantCulture).Length);

    private long Sum(int checkedClass, Func<int, int> place)
    {
        RequireClass(checkedClass, nameof(checkedClass));
        return Sums.Length == 0 ? 0 : Enumerable.Range(0, _classes).Sum(i => (long)Sums[place(i)]);
    }

    private void Require(ReadOnlySpan<long> classes, string name)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] < _classes) continue;
            throw new ArgumentOutOfRangeException(name,
                $"ConfusionMatrix: example {i} has class {classes[i]}, and there are the classes 0..{_classes - 1}.");
        }
    }

    private void RequireClass(int index, string name)
    {
        if ((uint)index >= (uint)_classes)
            throw new ArgumentOutOfRangeException(name, index, $"ConfusionMatrix: there are the classes 0..{_classes - 1}.");
    }
}
