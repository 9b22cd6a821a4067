namespace Adjoint.Data;

/// <summary>A named column of a <see cref="Table"/>; a value may be missing.</summary>
public abstract class TableColumn
{
    private protected TableColumn(string name, ColumnKind kind, int count)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Kind, Count) = (name, kind, count);
    }

    /// <summary>The name in the header, or the column's number from 1 on where there is no header.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>True if the row has no value here.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The value as text; empty where it is missing.</summary>
    public abstract string Text(int row);
}
