using Adjoint.Data;

namespace Adjoint.Inspect;

/// <summary>What the table was and what was done to it.</summary>
internal static class DataSection
{
    private const int ShownCategories = 12;

    public static void Add(HtmlPage page, TableConfig table)
    {
        page.Heading("Data");
        page.Paragraph($"{table.File} (SHA-256 {table.Sha256[..Math.Min(16, table.Sha256.Length)]}...)", faint: true);
        page.List(table.Notes);
        page.Table([new("column"), new("type"), new("missing", IsNumber: true), new("what the network gets")],
        [
            [table.Encoder.Target.Name, Kind(table.Encoder.Target.Kind), "", Target(table.Encoder.Target)],
            .. table.Encoder.Columns.Select(column =>
                (string[])[column.Name, Kind(column.Kind), ReportText.Number(column.Missing), Described(column)]),
            .. table.Encoder.Dropped.Select(column => (string[])[column.Name, "", "", $"nothing: {column.Reason}"]),
        ]);
    }

    private static string Kind(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "number",
        ColumnKind.Date => "date",
        _ => "text",
    };

    private static string Target(TargetSchema target) => target switch
    {
        ClassTarget classes => $"the target: {classes.Classes.Count} classes ({Listed(classes.Classes)})",
        ValueTarget values => $"the target: {Standardized(values.Mean, values.StandardDeviation)}",
        _ => "the target",
    };

    private static string Standardized(double mean, double deviation) =>
        $"(value {(mean < 0 ? "+" : "-")} {ReportText.Number(Math.Abs(mean))}) / {ReportText.Number(deviation)}";

    private static string Described(ColumnSchema column) => column switch
    {
        NumberSchema number => $"{Standardized(number.Mean, number.StandardDeviation)}; {ReportText.Number(number.Least)} to "
            + ReportText.Number(number.Greatest)
            + (number.Missing > 0 ? $"; missing values filled with the median {ReportText.Number(number.Median)}" : "")
            + (number.HasIndicator ? ", and an input that says where" : ""),
        CategorySchema categories => $"0 or 1 for each of {Listed(categories.Categories)}; all 0 for {categories.Reference}"
            + (categories.HasOther ? $"; one for {categories.Grouped} rare categories and new ones" : "")
            + (categories.HasMissing ? "; one for missing values" : ""),
        _ => "",
    };

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(ShownCategories))
        + (names.Count > ShownCategories ? $" and {names.Count - ShownCategories} more" : "");
}
