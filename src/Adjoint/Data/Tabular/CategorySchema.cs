using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>
/// A column of texts: one input a category that is 1 in its rows and 0 elsewhere. The most frequent category has none: with it the inputs
/// would always add up to 1, and a linear model's coefficients would not be determined. So they say how much each category differs from it.
/// </summary>
/// <param name="Name">The column's name.</param>
/// <param name="Missing">The training rows without a value.</param>
/// <param name="Reference">The most frequent category, which has no input of its own.</param>
/// <param name="Categories">The categories with an input of their own.</param>
/// <param name="HasOther">Whether there is an input for all other texts: those that were rare in training, and new ones.</param>
/// <param name="Grouped">The different texts of the training rows that were rare.</param>
/// <param name="HasMissing">Whether there is an input for rows without a value.</param>
public sealed record CategorySchema(string Name, int Missing, string Reference, IReadOnlyList<string> Categories, bool HasOther,
    int Grouped, bool HasMissing) : ColumnSchema(Name, Missing)
{
    private const int ShownTexts = 3;
    private Dictionary<string, int>? _positions;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Features =>
    [
        .. Categories.Select(category => $"{Name} = {category}"),
        .. HasOther ? [$"{Name} = any other"] : Array.Empty<string>(),
        .. HasMissing ? [$"{Name} is missing"] : Array.Empty<string>(),
    ];

    internal override IEnumerable<double> Means => Enumerable.Repeat(0.0, Width);

    internal override IEnumerable<double> StandardDeviations => Enumerable.Repeat(1.0, Width);

    private int Width => Categories.Count + (HasOther ? 1 : 0) + (HasMissing ? 1 : 0);

    /// <summary>Learns from the training rows.</summary>
    internal static CategorySchema Fit(TextColumn column, IReadOnlyList<int> rows, EncoderOptions options)
    {
        var counts = new int[column.Levels.Count];
        foreach (var row in rows)
            if (column.Codes[row] is >= 0 and var code) counts[code]++;
        // Ordered by name among equally frequent ones: the order of the rows must not matter.
        int[] order = [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).OrderByDescending(code => counts[code])
            .ThenBy(code => column.Levels[code], StringComparer.Ordinal)];
        var rare = Math.Max(2, options.RareFraction * rows.Count);
        var kept = order.Where((code, place) => place == 0 || (place < options.MostCategories && counts[code] >= rare)).ToArray();
        // A single rare category is no group.
        if (order.Length == kept.Length + 1 && order.Length <= options.MostCategories) kept = order;
        var missing = rows.Count - counts.Sum();
        return new CategorySchema(column.Name, missing, column.Levels[order[0]],
            [.. kept.Skip(1).Select(code => column.Levels[code]).Order(StringComparer.Ordinal)], kept.Length < order.Length,
            order.Length - kept.Length, missing > 0);
    }

    internal override void Encode(TableColumn column, int row, Span<double> inputs)
    {
        inputs.Clear();
        if (column.IsMissing(row))
        {
            if (HasMissing) inputs[^1] = 1;
            return;
        }
        var text = column.Text(row);
        if (Positions.TryGetValue(text, out var position)) inputs[position] = 1;
        else if (HasOther && text != Reference) inputs[Categories.Count] = 1;
    }

    internal override string? Problem() =>
        Reference is null || Categories.Any(category => category is null || category == Reference)
        || Categories.Distinct(StringComparer.Ordinal).Count() != Categories.Count
            ? $"column '{Name}' has categories that are not told apart."
            : null;

    internal override string? Remark(TableColumn column, Table table)
    {
        var (count, first) = MissingIn(column);
        var missing = count == 0 ? null
            : $"column '{Name}': {Counted.Of(count, "missing value")}, the first in {table.RowName(first)}, "
            + (HasMissing ? "a category of their own" : $"taken for '{Reference}', the most frequent");
        return TextsWithoutInput((TextColumn)column) is { } texts ? (missing is null ? texts : $"{missing}; {texts}") : missing;
    }

    private string? TextsWithoutInput(TextColumn column)
    {
        var texts = column.Levels.Where(level => level != Reference && !Positions.ContainsKey(level)).ToArray();
        if (texts.Length == 0) return null;
        var shown = string.Join(", ", texts.Take(ShownTexts).Select(text => $"'{CsvTable.Shown(text)}'"));
        var more = texts.Length > ShownTexts ? ", ..." : "";
        var fate = HasOther
            ? "rare in the training rows or new, taken together"
            : $"not in the training rows, taken for '{Reference}', the most frequent";
        return $"column '{Name}': {Counted.Of(texts.Length, "category", "categories")} ({shown}{more}) {fate}";
    }

    private Dictionary<string, int> Positions =>
        _positions ??= Categories.Select((category, index) => (category, index)).ToDictionary(pair => pair.category, pair => pair.index);
}
