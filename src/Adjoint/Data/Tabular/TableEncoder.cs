using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>
/// Turns the rows of a table into the inputs of a network, with everything it needs for that learned from the training rows alone: medians
/// for missing numbers, means and standard deviations, the categories of texts. It is kept as JSON, so that what is predicted later is
/// encoded as it was in training. scikit-learn's <c>ColumnTransformer</c> with <c>SimpleImputer</c>, <c>StandardScaler</c> and
/// <c>OneHotEncoder</c>.
/// </summary>
public sealed record TableEncoder
{
    private const int Version = 1;
    private const long MostInputs = 1L << 30;
    private const int MostRemarks = 12;

    /// <summary>Version of the JSON format.</summary>
    public int V { get; init; } = Version;

    /// <summary>The columns that become inputs, in the table's order.</summary>
    public required IReadOnlyList<ColumnSchema> Columns { get; init; }

    /// <summary>The columns that were left out.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>What is to be predicted.</summary>
    public required TargetSchema Target { get; init; }

    /// <summary>The names of the inputs.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Features => [.. Columns.SelectMany(column => column.Features)];

    /// <summary>What each input is standardized by.</summary>
    [JsonIgnore]
    public Standardizer Standardizer =>
        new([.. Columns.SelectMany(column => column.Means)], [.. Columns.SelectMany(column => column.StandardDeviations)]);

    /// <summary>Learns from the training rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="kind">Whether the target is learned as classes or as values; null to choose by its column.</param>
    /// <param name="options">How columns become numbers.</param>
    /// <exception cref="UnknownNameException">The target is not there.</exception>
    /// <exception cref="InvalidDataException">There is nothing to learn, or nothing to learn from.</exception>
    public static TableEncoder Fit(Table table, string target, IReadOnlyList<int> rows, TargetKind? kind = null,
        EncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(rows);
        return Fit(table, new TargetChoice(table, target, kind), rows, options ?? new EncoderOptions());
    }

    internal static TableEncoder Fit(Table table, TargetChoice target, IReadOnlyList<int> rows, EncoderOptions options)
    {
        var (columns, dropped) = (new List<ColumnSchema>(), new List<DroppedColumn>());
        foreach (var column in table.Columns.Where(column => column.Name != target.Name))
        {
            if (DropReason(column, rows) is { } reason) dropped.Add(new DroppedColumn(column.Name, reason));
            else if (IdentifierCheck.Find(column, rows, options) is { } identifier) dropped.Add(identifier);
            else columns.Add(Fit(column, rows, options));
        }
        if (columns.Count == 0)
        {
            throw new InvalidDataException($"{table.Name}: no column is left to predict '{target.Name}' from"
                + (dropped.Count == 0 ? "." : $": {string.Join("; ", dropped.Select(Said))}."));
        }
        return new TableEncoder { Columns = columns, Dropped = dropped, Target = target.Fit(rows) };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">It is none, or does not fit together.</exception>
    public static TableEncoder FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var encoder = JsonSerializer.Deserialize(json, TableJson.Default.TableEncoder) ?? throw new JsonException("it is null.");
            return encoder.Problem() is { } problem ? throw new JsonException(problem) : encoder;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"this is no encoder of a table: {e.Message}", e);
        }
    }

    /// <summary>All that was learned, as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TableJson.Default.TableEncoder);

    /// <summary>How to read a further file for this encoder: only the columns that it needs, as what they were.</summary>
    /// <param name="options">What else is known about the file.</param>
    /// <param name="withTarget">Whether the target is to be read, too.</param>
    public CsvOptions ReadOptions(CsvOptions options, bool withTarget)
    {
        ArgumentNullException.ThrowIfNull(options);
        var kinds = Columns.ToDictionary(column => column.Name, column => column.Kind);
        if (withTarget) kinds[Target.Name] = Target.Kind;
        return options with { Kinds = kinds, Columns = new HashSet<string>(kinds.Keys, StringComparer.Ordinal), Excluded = [] };
    }

    /// <summary>The standardized inputs of some rows, row after row.</summary>
    /// <param name="table">A table with all of <see cref="Columns"/>; others are not looked at.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="InvalidDataException">A column is missing or of another kind, a value is too far from those that were learned
    /// from for single precision, or there are too many inputs.</exception>
    public float[] Encode(Table table, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        var columns = Columns.Select(schema => Find(table, schema)).ToArray();
        var widths = Columns.Select(schema => schema.Features.Count).ToArray();
        var (standardizer, width) = (Standardizer, widths.Sum());
        if ((long)rows.Count * width > MostInputs)
        {
            throw new InvalidDataException($"{table.Name}: {Counted.Of(rows.Count, "row")} of {Counted.Of(width, "input")} do not fit into "
                + "memory. Hint: take a part of the rows, or leave columns out.");
        }
        var (inputs, row) = (new float[rows.Count * width], new double[width]);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var (column, start) = (0, 0); column < columns.Length; start += widths[column++])
                Columns[column].Encode(columns[column], rows[i], row.AsSpan(start, widths[column]));
            var encoded = inputs.AsSpan(i * width, width);
            standardizer.Transform(row, encoded);
            RequireFinite(encoded, row, table, rows[i]);
        }
        return inputs;
    }

    /// <summary>What a person should know of a table that is encoded: missing values and what was put in their place, new texts.</summary>
    public IReadOnlyList<string> Remarks(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string[] remarks = [.. Columns.Select(schema => schema.Remark(Find(table, schema), table)).OfType<string>()];
        return remarks.Length <= MostRemarks
            ? remarks
            : [.. remarks.Take(MostRemarks), $"{remarks.Length - MostRemarks} more columns with missing values, rare or new categories"];
    }

    internal string? Problem()
    {
        if (V != Version) return FormattableString.Invariant($"it has version {V}, and this program reads version {Version}.");
        if (Columns.Count == 0 || Columns.Any(column => column?.Name is null)) return "it has no columns.";
        if (Dropped.Any(column => column?.Name is null || column.Reason is null)) return "'dropped' holds a column without name or reason.";
        return Columns.Select(column => column.Problem()).FirstOrDefault(problem => problem is not null) ?? Target.Problem();
    }

    private static string Said(DroppedColumn column) => $"'{column.Name}' is left out ({column.Reason})";

    private static ColumnSchema Fit(TableColumn column, IReadOnlyList<int> rows, EncoderOptions options) => column switch
    {
        NumberColumn numbers => NumberSchema.Fit(numbers, rows, options.HasMissingIndicators),
        _ => CategorySchema.Fit((TextColumn)column, rows, options),
    };

    private static string? DropReason(TableColumn column, IReadOnlyList<int> rows)
    {
        var present = rows.Where(row => !column.IsMissing(row)).ToArray();
        if (present.Length == 0) return "no value in any training row";
        var first = column.Text(present[0]);
        var isConstant = column is NumberColumn numbers
            ? present.All(row => numbers.Values[row] == numbers.Values[present[0]])
            : present.All(row => ((TextColumn)column).Codes[row] == ((TextColumn)column).Codes[present[0]]);
        // Where a constant is missing tells something, but only to one who has the value as a category.
        return isConstant && (column is NumberColumn || present.Length == rows.Count)
            ? $"'{CsvTable.Shown(first)}' in every training row"
            : null;
    }

    private void RequireFinite(ReadOnlySpan<float> encoded, double[] values, Table table, int row)
    {
        for (var input = 0; input < encoded.Length; input++)
        {
            if (float.IsFinite(encoded[input])) continue;
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{table.Name}: {table.RowName(row)}, column '{Features[input]}': found {values[input]}, which is so far from the values "
                    + $"that were learned from (mean {Standardizer.Means[input]:G6}, standard deviation "
                    + $"{Standardizer.StandardDeviations[input]:G6}) that it has no place in single precision. Hint: correct it, or leave "
                    + $"it empty."));
        }
    }

    private static TableColumn Find(Table table, ColumnSchema schema)
    {
        var column = table.Find(schema.Name);
        if (column is null)
        {
            var nearest = Suggestion.Nearest(schema.Name, table.FileNames);
            throw new InvalidDataException($"{table.Name}: there is no column '{schema.Name}', which the network needs."
                + (nearest is null ? "" : $" Is it '{nearest}'?"));
        }
        if (column.Kind == schema.Kind) return column;
        throw new InvalidDataException($"{table.Name}: the column '{schema.Name}' holds {Word(column.Kind)}, and the network was trained "
            + $"with {Word(schema.Kind)} there.");
    }

    private static string Word(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "numbers",
        ColumnKind.Date => "dates",
        _ => "texts",
    };
}
