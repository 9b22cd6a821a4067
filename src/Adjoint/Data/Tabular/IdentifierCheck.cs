namespace Adjoint.Data;

/// <summary>
/// Tells columns that name a row and say nothing about others like it: a network would learn the rows by heart from them.
/// </summary>
internal static class IdentifierCheck
{
    private static readonly string[] s_names =
        ["id", "index", "idx", "row", "nr", "no", "no.", "number", "key", "uuid", "guid", "#", "unnamed: 0"];

    private static readonly string[] s_endings = ["_id", " id", "-id"];

    /// <summary>What is kept of the column if it is one; else null.</summary>
    public static DroppedColumn? Find(TableColumn column, IReadOnlyList<int> rows, EncoderOptions options)
    {
        if (options.Kept.Contains(column.Name)) return null;
        return column is TextColumn text ? Find(text, rows, options) : Find((NumberColumn)column, rows);
    }

    private static DroppedColumn? Find(TextColumn column, IReadOnlyList<int> rows, EncoderOptions options)
    {
        var codes = rows.Select(row => column.Codes[row]).Where(code => code >= 0).ToArray();
        var different = codes.Distinct().Count();
        if (codes.Length > 1 && different == codes.Length)
            return new DroppedColumn(column.Name, "a text of its own in every row, as an identifier has", IsIdentifier: true);
        return different > options.MostCategories && different * 2 > codes.Length
            ? new DroppedColumn(column.Name,
                $"{Counted.Of(different, "different text")} in {Counted.Of(codes.Length, "row")}: too few rows of each to learn from")
            : null;
    }

    // Numbers are measurements unless their name says otherwise.
    private static DroppedColumn? Find(NumberColumn column, IReadOnlyList<int> rows)
    {
        if (column.Kind == ColumnKind.Date || !IsIdentifierName(column.Name)) return null;
        var values = rows.Select(row => column.Values[row]).ToArray();
        return values.All(double.IsInteger) && values.Distinct().Count() == values.Length
            ? new DroppedColumn(column.Name, "a number of its own in every row, as an identifier has", IsIdentifier: true)
            : null;
    }

    private static bool IsIdentifierName(string name) =>
        s_names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || s_endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal);
}
