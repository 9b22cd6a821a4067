using System.Text;

namespace Adjoint.Data;

/// <summary>A column of numbers or dates that is being read.</summary>
internal sealed class CsvNumberColumn(string path, string name, CsvScan scan, bool isDate, bool hasCommas) : CsvColumn(name)
{
    private readonly double[] _values = new double[scan.RowCount];

    public bool HasCommas => hasCommas;

    public override void Add(CsvRecords records, int column, int row)
    {
        var text = records[column];
        if (CsvCell.IsMissing(text, scan.Missing))
        {
            _values[row] = double.NaN;
            return;
        }
        if (!TryRead(text, out var value)) throw Wrong(records, text, row, isDate ? "a date" : "a number");
        // Networks calculate in single precision.
        if (Math.Abs(value) > float.MaxValue || double.IsNaN(value)) throw Wrong(records, text, row, "a number between -3.4e38 and 3.4e38");
        // -0 is the same number as 0.
        _values[row] = value + 0.0;
    }

    public override TableColumn Build() => new NumberColumn(Name, _values, isDate);

    private bool TryRead(ReadOnlySpan<byte> text, out double value) =>
        isDate ? CsvCell.TryDate(text, out value)
        : hasCommas ? CsvCell.TryCommaNumber(text, out value)
        : CsvCell.TryNumber(text, out value);

    private InvalidDataException Wrong(CsvRecords records, ReadOnlySpan<byte> text, int row, string expected) => new(
        $"{path}: row {row + 1} (line {records.Line}), column '{Name}': found \"{CsvTable.Shown(Encoding.UTF8.GetString(text))}\", "
        + $"expected {expected}.");
}
