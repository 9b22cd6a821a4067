using System.Globalization;
using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>A column of numbers or dates: one standardized input; a missing value becomes the training rows' median.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Missing">The training rows without a value.</param>
/// <param name="IsDate">Whether the numbers are days since 1970-01-01.</param>
/// <param name="Median">What stands in for a missing value.</param>
/// <param name="Mean">The mean of the training rows.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
/// <param name="Least">The least value of the training rows.</param>
/// <param name="Greatest">The greatest value of the training rows.</param>
/// <param name="HasIndicator">Whether a second input is 1 where the value is missing and 0 elsewhere.</param>
public sealed record NumberSchema(string Name, int Missing, bool IsDate, double Median, double Mean, double StandardDeviation, double Least,
    double Greatest, bool HasIndicator) : ColumnSchema(Name, Missing)
{
    private const double FarFromMean = 100;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ColumnKind Kind => IsDate ? ColumnKind.Date : ColumnKind.Number;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Features => HasIndicator ? [Name, $"{Name} is missing"] : [Name];

    internal override IEnumerable<double> Means => HasIndicator ? [Mean, 0] : [Mean];

    internal override IEnumerable<double> StandardDeviations => HasIndicator ? [StandardDeviation, 1] : [StandardDeviation];

    /// <summary>Learns from the training rows.</summary>
    internal static NumberSchema Fit(NumberColumn column, IReadOnlyList<int> rows, bool hasIndicators)
    {
        var present = rows.Select(row => column.Values[row]).Where(double.IsFinite).Order().ToArray();
        var median = present.Length % 2 == 1
            ? present[present.Length / 2]
            : present[present.Length / 2 - 1] + (present[present.Length / 2] - present[present.Length / 2 - 1]) / 2;
        var filled = new double[rows.Count];
        for (var i = 0; i < filled.Length; i++) filled[i] = Filled(column.Values[rows[i]], median);
        var standardizer = Standardizer.Fit(filled, 1);
        var missing = rows.Count - present.Length;
        return new NumberSchema(column.Name, missing, column.Kind == ColumnKind.Date, median, standardizer.Means[0],
            standardizer.StandardDeviations[0], present[0], present[^1], hasIndicators && missing > 0);
    }

    internal override void Encode(TableColumn column, int row, Span<double> inputs)
    {
        var value = ((NumberColumn)column).Values[row];
        inputs[0] = Filled(value, Median);
        if (HasIndicator) inputs[1] = double.IsNaN(value) ? 1 : 0;
    }

    internal override string? Problem() =>
        !double.IsFinite(Median) || !double.IsFinite(Mean) ? $"column '{Name}' has a mean or median that is not finite."
        : StandardDeviation is not (> 0 and <= double.MaxValue)
            ? FormattableString.Invariant($"column '{Name}' has the standard deviation {StandardDeviation}.")
        : null;

    internal override string? Remark(TableColumn column, Table table)
    {
        var missing = MissingRemark(column, table);
        var far = FarRemark(((NumberColumn)column).Values, table);
        return missing is not null && far is not null ? $"{missing}; {far}" : missing ?? far;
    }

    // The rest of the column would look alike beside it.
    private string? FarRemark(ReadOnlySpan<double> values, Table table)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var distance = Math.Abs(values[row] - Mean) / StandardDeviation;
            if (!(distance > FarFromMean)) continue;
            return string.Create(CultureInfo.InvariantCulture, $"column '{Name}': {values[row]:G6} in {table.RowName(row)} is {distance:G3} "
                + $"standard deviations from the mean of the training rows, which may be a mistake");
        }
        return null;
    }

    private string? MissingRemark(TableColumn column, Table table)
    {
        var (count, first) = MissingIn(column);
        return count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"column '{Name}': {Counted.Of(count, "missing value")}, the first in {table.RowName(first)}, filled with the median "
                + $"{Median:G6}");
    }

    private static double Filled(double value, double median) => double.IsNaN(value) ? median : value;
}
