namespace Adjoint.Data;

/// <summary>
/// Brings each column of a matrix to mean 0 and standard deviation 1: <c>(x - mean) / standardDeviation</c>, with both learned from the
/// training part alone, so that nothing of the test part leaks into training. A constant column keeps its scale. scikit-learn's
/// <c>StandardScaler</c>.
/// </summary>
public sealed class Standardizer
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    /// <summary>One with known figures.</summary>
    /// <param name="means">What is subtracted from each column; finite.</param>
    /// <param name="standardDeviations">What each column is divided by; finite and above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a figure cannot be used.</exception>
    public Standardizer(IReadOnlyList<double> means, IReadOnlyList<double> standardDeviations)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(standardDeviations);
        (_means, _deviations) = ([.. means], [.. standardDeviations]);
        if (_means.Length != _deviations.Length)
        {
            throw new ArgumentException($"Standardizer: found {_means.Length} means and {_deviations.Length} standard deviations.",
                nameof(standardDeviations));
        }
        if (!_means.All(double.IsFinite)) throw new ArgumentException("Standardizer: a mean is not finite.", nameof(means));
        if (!_deviations.All(value => double.IsFinite(value) && value > 0))
            throw new ArgumentException("Standardizer: a standard deviation is finite and above 0.", nameof(standardDeviations));
    }

    /// <summary>The means of the columns.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>The standard deviations of the columns (of the population: divided by the number of rows); 1 for a constant one.</summary>
    public IReadOnlyList<double> StandardDeviations => _deviations;

    /// <summary>Learns the figures.</summary>
    /// <param name="values">A matrix row by row.</param>
    /// <param name="columns">The number of its columns.</param>
    /// <exception cref="ArgumentException">There is no row, or the values are no whole number of rows, or one is not finite; the message
    /// names row and column.</exception>
    public static Standardizer Fit(ReadOnlySpan<double> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length == 0 || values.Length % columns != 0)
            throw new ArgumentException($"Standardizer: {values.Length} values are no rows of {columns}.", nameof(values));
        var (means, deviations) = (new double[columns], new double[columns]);
        for (var column = 0; column < columns; column++) (means[column], deviations[column]) = Fit(values, columns, column);
        return new Standardizer(means, deviations);
    }

    /// <summary>Standardizes rows.</summary>
    /// <param name="values">Rows as those that were learned from.</param>
    /// <param name="result">Room for as many values, in single precision.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows, or there is too little room.</exception>
    public void Transform(ReadOnlySpan<double> values, Span<float> result)
    {
        Require(values.Length, result.Length);
        for (var i = 0; i < values.Length; i++)
            result[i] = (float)((values[i] - _means[i % _means.Length]) / _deviations[i % _means.Length]);
    }

    /// <summary>Undoes <see cref="Transform"/>: <c>x * standardDeviation + mean</c>.</summary>
    /// <param name="values">Standardized rows.</param>
    /// <param name="result">Room for as many values.</param>
    /// <exception cref="ArgumentException">As for <see cref="Transform"/>.</exception>
    public void Inverse(ReadOnlySpan<float> values, Span<double> result)
    {
        Require(values.Length, result.Length);
        for (var i = 0; i < values.Length; i++) result[i] = values[i] * _deviations[i % _means.Length] + _means[i % _means.Length];
    }

    // The mean first, then the squares around it, and both divided before they are summed: values as large as 1e300 do not overflow.
    private static (double Mean, double Deviation) Fit(ReadOnlySpan<double> values, int columns, int column)
    {
        var rows = values.Length / columns;
        var (mean, largest) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            var value = values[row * columns + column];
            if (!double.IsFinite(value))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Standardizer: row {row + 1}, column {column + 1}: found {value}."), nameof(values));
            }
            mean += value / rows;
        }
        for (var row = 0; row < rows; row++) largest = Math.Max(largest, Math.Abs(values[row * columns + column] - mean));
        // What rounding makes of a constant is no deviation.
        if (largest <= 1e-12 * Math.Abs(mean) || largest == 0) return (mean, 1);
        var squares = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var share = (values[row * columns + column] - mean) / largest;
            squares += share * share / rows;
        }
        return (mean, largest * Math.Sqrt(squares));
    }

    private void Require(int values, int room)
    {
        if (_means.Length == 0 || values % _means.Length != 0)
            throw new ArgumentException($"Standardizer: {values} values are no rows of {_means.Length}.");
        if (room < values) throw new ArgumentException($"Standardizer: {values} values need as much room, found {room}.");
    }
}
