namespace Adjoint.Data;

/// <summary>A column of texts that is being read.</summary>
internal sealed class CsvTextColumn(string name, CsvScan scan) : CsvColumn(name)
{
    private readonly int[] _codes = new int[scan.RowCount];
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);

    public override void Add(CsvRecords records, int column, int row) =>
        _codes[row] = TextColumn.Code(_levels, CsvCell.IsMissing(records[column], scan.Missing) ? null : records.Text(column));

    public override TableColumn Build() => new TextColumn(Name, _codes, [.. _levels.Keys]);
}
