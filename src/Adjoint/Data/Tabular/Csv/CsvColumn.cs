namespace Adjoint.Data;

/// <summary>A column that is being read.</summary>
internal abstract class CsvColumn(string name)
{
    public string Name { get; } = name;

    public abstract void Add(CsvRecords records, int column, int row);

    public abstract TableColumn Build();
}
