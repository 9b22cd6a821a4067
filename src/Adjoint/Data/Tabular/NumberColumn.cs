using System.Globalization;

namespace Adjoint.Data;

/// <summary>A column of numbers or dates. A missing value is NaN; all others are finite.</summary>
public sealed class NumberColumn : TableColumn
{
    private readonly double[] _values;

    /// <summary>A column of these values; the array is kept, not copied.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values; NaN where one is missing.</param>
    /// <param name="isDate">True if they are days since 1970-01-01.</param>
    /// <exception cref="ArgumentException">A value is infinite, or a date out of the years 1 to 9999; the message names row and
    /// column.</exception>
    public NumberColumn(string name, double[] values, bool isDate = false)
        : base(name, isDate ? ColumnKind.Date : ColumnKind.Number, Required(values).Length)
    {
        var wrong = Array.FindIndex(values, double.IsInfinity);
        if (wrong >= 0) throw new ArgumentException($"Row {wrong + 1}, column '{name}': the value is infinite.", nameof(values));
        wrong = isDate ? Array.FindIndex(values, value => !double.IsNaN(value) && !DateText.IsInRange(value)) : -1;
        if (wrong >= 0)
            throw new ArgumentException($"Row {wrong + 1}, column '{name}': a date is in the years 1 to 9999.", nameof(values));
        _values = values;
    }

    /// <summary>The values; NaN where one is missing.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(_values[row]);

    /// <inheritdoc/>
    public override string Text(int row) =>
        IsMissing(row) ? "" : Kind == ColumnKind.Date ? DateText.Of(_values[row]) : Number(_values[row]);

    private static double[] Required(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values;
    }

    // A sum with 0 makes 0 of -0: equal numbers are one text.
    private static string Number(double value) => (value + 0.0).ToString(CultureInfo.InvariantCulture);
}
