namespace Adjoint.Data;

/// <summary>How a file of comma-separated values is to be read; what is not said is found out from the file.</summary>
public sealed record CsvOptions
{
    /// <summary>The character between two values, or null to find it out among comma, semicolon, tab and bar.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first line holds the columns' names, or null to find it out.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>The columns' names where the file has none; null to call them 1, 2, 3, ...</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Further words that stand for a missing value, beside the empty one, NA, N/A, NaN, null and ?. Case does
    /// not count.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Kinds of columns that are known beforehand, by name; a value of another kind is an error then.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>Columns that are left out; each must be there.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>The only columns to read, whether there or not; null for all.</summary>
    public IReadOnlySet<string>? Columns { get; init; }

    /// <summary>Lines at the start that are passed over.</summary>
    public int SkippedLines { get; init; }
}
