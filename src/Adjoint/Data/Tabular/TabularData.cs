using System.Globalization;

namespace Adjoint.Data;

/// <summary>
/// A table made ready for training: target chosen, rows without one left out, the others split (by classes, if there are), columns encoded
/// by what the training rows taught. <c>TabularData.Prepare(Table.Read("houses.csv"), "price")</c> is all that is needed.
/// </summary>
public sealed class TabularData
{
    // As many names as a line of text still tells.
    private const int Shown = 12;

    private readonly TargetChoice _target;
    private readonly TabularOptions _options;

    private TabularData(Table table, TargetChoice target, TabularOptions options, Split split, TableEncoder? encoder)
    {
        (Table, Split, _target, _options) = (table, split, target, options);
        Encoder = encoder ?? TableEncoder.Fit(table, target, split.Train, options.Encoder);
        Train = DataSet(Encoder, split.Train);
        Validation = DataSet(Encoder, split.Validation);
        Test = DataSet(Encoder, split.Test);
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>Which rows are in which part.</summary>
    public Split Split { get; }

    /// <summary>What the training rows taught of the columns.</summary>
    public TableEncoder Encoder { get; }

    /// <summary>The rows to learn from.</summary>
    public TabularDataSet Train { get; }

    /// <summary>The rows to choose the best epoch by.</summary>
    public TabularDataSet Validation { get; }

    /// <summary>The rows to measure on.</summary>
    public TabularDataSet Test { get; }

    /// <summary>All that was found out and done, in sentences to show a person.</summary>
    public IReadOnlyList<string> Notes => [.. AllNotes()];

    /// <summary>Prepares a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="options">How.</param>
    /// <exception cref="UnknownNameException">The target is not there.</exception>
    /// <exception cref="InvalidDataException">There is nothing to learn, or nothing to learn from.</exception>
    public static TabularData Prepare(Table table, string target, TabularOptions? options = null) => Prepare(table, target, options, null);

    /// <summary>Prepares a table by an encoder that has learned already.</summary>
    internal static TabularData Prepare(Table table, string target, TabularOptions? options, TableEncoder? encoder)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new TabularOptions();
        var choice = new TargetChoice(table, target, options.Kind);
        var split = choice.Kind == TargetKind.Classes
            ? Split.Stratified(choice.Rows, choice.Classes(), options.TestFraction, options.ValidationFraction, options.Seed)
            : Split.Random(choice.Rows, options.TestFraction, options.ValidationFraction, options.Seed);
        RequireRows(table, split, options);
        return new TabularData(table, choice, options, split, encoder);
    }

    /// <summary>
    /// Cross-validation on all rows but those of the test part: each fold once left out and measured on. Of the others, the fraction that
    /// validates is held out as from the whole table, and an encoder learns from what is left alone.
    /// </summary>
    /// <param name="folds">The number of folds, from 2 to the number of rows.</param>
    /// <exception cref="InvalidDataException">There are more folds than rows.</exception>
    public IEnumerable<TabularFold> Folds(int folds)
    {
        int[] rows = [.. Split.Train.Concat(Split.Validation).Order()];
        if (folds > rows.Length)
        {
            throw new InvalidDataException($"{Table.Name}: {Counted.Of(rows.Length, "row")} outside of the test part cannot be cut into "
                + $"{folds} folds.");
        }
        return Fold(KFold.Stratified(rows, StrataOf(rows), folds, _options.Seed));
    }

    /// <summary>The rows of a table that have a usable target, encoded by an encoder that learned from another one.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="table">A table with all of its columns and the target.</param>
    /// <exception cref="InvalidDataException">A column is missing or of another kind, or a row's class is none that was
    /// learned.</exception>
    public static TabularDataSet Encode(TableEncoder encoder, Table table)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(table);
        var target = table.Find(encoder.Target.Name)
            ?? throw new InvalidDataException($"{table.Name}: there is no column '{encoder.Target.Name}', which is the target.");
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !target.IsMissing(row))];
        return DataSet(encoder, table, target, rows);
    }

    private static TabularDataSet DataSet(TableEncoder encoder, Table table, TableColumn target, IReadOnlyList<int> rows)
    {
        var inputs = encoder.Encode(table, rows);
        switch (encoder.Target)
        {
            case ClassTarget classes:
                return new TabularDataSet(table.Name, encoder.Features, inputs, Classes(classes, table, target, rows), classes.Classes);
            case ValueTarget values when target is NumberColumn numbers:
                return new TabularDataSet(table.Name, encoder.Features, inputs,
                    [.. rows.Select(row => Value(values, table, numbers, row))], [values.Name]);
            default:
                throw new InvalidDataException(
                    $"{table.Name}: the target '{target.Name}' holds texts, and the network was trained with numbers.");
        }
    }

    private static float Value(ValueTarget target, Table table, NumberColumn column, int row)
    {
        var value = target.Standardize(column.Values[row]);
        if (float.IsFinite(value)) return value;
        throw new InvalidDataException($"{table.Name}: {table.RowName(row)}, column '{target.Name}': found {column.Text(row)}, which is so "
            + "far from the targets that were learned from that it has no place in single precision. Hint: correct it, or leave it empty.");
    }

    private static long[] Classes(ClassTarget classes, Table table, TableColumn target, IReadOnlyList<int> rows)
    {
        var positions = classes.Classes.Index().ToDictionary(pair => pair.Item, pair => (long)pair.Index);
        return [.. rows.Select(row => positions.TryGetValue(target.Text(row), out var index)
            ? index
            : throw Unknown(classes, table, target, row))];
    }

    private static InvalidDataException Unknown(ClassTarget classes, Table table, TableColumn target, int row) =>
        new($"{table.Name}: {table.RowName(row)}, column '{target.Name}': found \"{CsvTable.Shown(target.Text(row))}\", "
            + $"expected one of the classes that the network was trained with: {Listed(classes.Classes)}.");

    private static void RequireRows(Table table, Split split, TabularOptions options)
    {
        if (split.Train.Count >= 2 && (split.Test.Count > 0 || options.TestFraction == 0)) return;
        var count = split.Train.Count + split.Validation.Count + split.Test.Count;
        throw new InvalidDataException($"{table.Name}: {Counted.Of(count, "row")} with a target cannot be split into a part to learn "
            + "from and one to test on. Hint: more rows are needed; or --test-fraction 0 learns from all of them.");
    }

    // The classes of rows; values are one stratum.
    private int[] StrataOf(IReadOnlyList<int> rows)
    {
        if (_target.Kind == TargetKind.Values) return new int[rows.Count];
        var classes = _target.Rows.Zip(_target.Classes()).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. rows.Select(row => classes[row])];
    }

    private IEnumerable<TabularFold> Fold(KFold dealt)
    {
        for (var fold = 0; fold < dealt.Count; fold++)
        {
            var (others, heldOut) = dealt.Fold(fold);
            var (train, validation, _) = Split.Stratified(others, StrataOf(others), 0, _options.ValidationFraction, _options.Seed);
            var encoder = TableEncoder.Fit(Table, _target, train, _options.Encoder);
            yield return new TabularFold(fold + 1, encoder, DataSet(encoder, train), DataSet(encoder, validation),
                DataSet(encoder, heldOut));
        }
    }

    private TabularDataSet DataSet(TableEncoder encoder, IReadOnlyList<int> rows) =>
        DataSet(encoder, Table, Table.Column(_target.Name), rows);

    private IEnumerable<string> AllNotes()
    {
        yield return $"{Counted.Of(Table.RowCount, "row")}, {Counted.Of(Table.Columns.Count, "column")}"
            + (Table.Notes.Count == 0 ? "" : $"; {string.Join("; ", Table.Notes)}");
        yield return _target.Note;
        foreach (var note in Encoder.Columns.GroupBy(column => column.Kind).OrderBy(group => group.Key).Select(Inputs)) yield return note;
        foreach (var remark in Encoder.Remarks(Table)) yield return remark;
        foreach (var group in Encoder.Dropped.GroupBy(column => column.Reason))
            yield return Dropped([.. group.Select(column => column.Name)], group.Key);
        if (Encoder.Features.Count >= Split.Train.Count)
        {
            yield return $"{Counted.Of(Encoder.Features.Count, "input")} for {Counted.Of(Split.Train.Count, "training row")}: a network "
                + "can learn the rows by heart; --weight-decay holds against it";
        }
        var strata = _target.Kind == TargetKind.Classes ? ", each class in its share" : "";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(Split.Train.Count, "row")} to learn from, {Split.Validation.Count:N0} to validate, {Split.Test.Count:N0} to test "
                + $"(seed {_options.Seed}{strata}); means and standard deviations are those of the rows to learn from");
    }

    private static string Dropped(string[] names, string reason) => names.Length == 1
        ? $"column '{names[0]}' is left out: {reason}"
        : $"{names.Length} columns ({Listed(names)}) are left out: {reason}";

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? ", ..." : "");

    private static string Inputs(IGrouping<ColumnKind, ColumnSchema> columns)
    {
        var shown = columns.Select(Described).ToArray();
        var (one, more) = columns.Key switch
        {
            ColumnKind.Number => ("column of numbers", "columns of numbers"),
            ColumnKind.Date => ("column of dates (days since 1970)", "columns of dates (days since 1970)"),
            _ => ("column of texts", "columns of texts"),
        };
        return $"{Counted.Of(shown.Length, one, more)}: {Listed(shown)}";
    }

    private static string Described(ColumnSchema column) => column is CategorySchema categories
        ? $"{column.Name} ({Counted.Of(column.Features.Count, "input")} beside '{CsvTable.Shown(categories.Reference)}')"
        : column.Name;
}

/// <summary>One round of cross-validation.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Encoder">What the rows to learn from taught.</param>
/// <param name="Train">The rows to learn from.</param>
/// <param name="Validation">The rows to choose the best epoch by.</param>
/// <param name="HeldOut">The rows to measure on.</param>
public sealed record TabularFold(int Number, TableEncoder Encoder, TabularDataSet Train, TabularDataSet Validation,
    TabularDataSet HeldOut);
