namespace Adjoint.Data;

/// <summary>
/// Tells columns that name a row and say nothing about others like it: a network would learn the rows by heart from them.
/// </summary>
internal static class IdentifierCheck
{
    private static readonly string[] s_names = ["id", "index", "idx", "row", "nr", "no", "no.", "number", "key", "uuid", "guid", "#", "unnamed: 0"];

    /// <summary>Why the column is left out; null if it is not an identifier.</summary>
    public static string? Reason(TableColumn column, IReadOnlyList<int> rows, EncoderOptions options)
    {
        if (options.Kept.Contains(column.Name)) return null;
        return column is TextColumn text ? TextReason(text, rows, options) : NumberReason((NumberColumn)column, rows);
    }

    private static string? TextReason(TextColumn column, IReadOnlyList<int> rows, EncoderOptions options)
    {
        var codes = rows.Select(row => column.Codes[row]).Where(code => code >= 0).ToArray();
        var different = codes.Distinct().Count();
        if (codes.Length > 1 && different == codes.Length) return "a text of its own in every row, as an identifier has";
        return different > options.MostCategories && different * 2 > codes.Length
            ? $"{Counted.Of(different, "different text")} in {Counted.Of(codes.Length, "row")}: too few rows of each to learn from"
            : null;
    }

    // Numbers are measurements unless their name says otherwise.
    private static string? NumberReason(NumberColumn column, IReadOnlyList<int> rows)
    {
        if (column.Kind == ColumnKind.Date || !IsIdentifierName(column.Name)) return null;
        var values = rows.Select(row => column.Values[row]).ToArray();
        return values.All(double.IsInteger) && values.Distinct().Count() == values.Length ? "a number of its own in every row, as an identifier has" : null;
    }

    private static bool IsIdentifierName(string name) =>
        s_names.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal)
        || name.EndsWith("ID", StringComparison.Ordinal);
}
