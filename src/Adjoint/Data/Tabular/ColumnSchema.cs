using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>How a column of a table becomes one or more inputs of a network, as learned from the training rows.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Missing">The training rows without a value.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NumberSchema), "number")]
[JsonDerivedType(typeof(CategorySchema), "categories")]
public abstract record ColumnSchema(string Name, int Missing)
{
    /// <summary>What the column's values must be.</summary>
    [JsonIgnore]
    public abstract ColumnKind Kind { get; }

    /// <summary>The names of the inputs.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Features { get; }

    /// <summary>What is subtracted from each input; 0 for those that are 0 or 1.</summary>
    internal abstract IEnumerable<double> Means { get; }

    /// <summary>What each input is divided by; 1 for those that are 0 or 1.</summary>
    internal abstract IEnumerable<double> StandardDeviations { get; }

    /// <summary>Writes the inputs of a row, not yet standardized.</summary>
    internal abstract void Encode(TableColumn column, int row, Span<double> inputs);

    /// <summary>Tells what cannot be used, as for a file that someone changed; null if all is well.</summary>
    internal abstract string? Problem();

    /// <summary>What a person should know of rows that this is used on; null if there is nothing.</summary>
    internal abstract string? Remark(TableColumn column, Table table);

    /// <summary>The number of rows without a value, and the first.</summary>
    private protected static (int Count, int First) MissingIn(TableColumn column)
    {
        var (count, first) = (0, -1);
        for (var row = column.Count - 1; row >= 0; row--)
            if (column.IsMissing(row)) (count, first) = (count + 1, row);
        return (count, first);
    }
}
