namespace Adjoint.Data;

/// <summary>Says whether a column is to be learned as classes or as values, and which rows can be learned from.</summary>
internal sealed class TargetChoice
{
    // As many classes as a person would still call classes; a class needs some rows to be learned from.
    private const int MostIntegerClasses = 20;
    private const int LeastRowsOfClass = 3;
    private const int MostClasses = 1000;

    private readonly Table _table;
    private readonly TableColumn _column;

    public TargetChoice(Table table, string target, TargetKind? kind)
    {
        (_table, _column) = (table, table.Column(target));
        Rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !_column.IsMissing(row))];
        if (table.RowCount == 0) throw Bad("there are no rows, only the names of the columns.");
        if (Rows.Length == 0) throw Bad($"the target '{_column.Name}' is missing in every row.");
        Levels = FindLevels();
        Kind = kind ?? Infer();
        if (Kind == TargetKind.Values) RequireValues();
        else RequireClasses();
    }

    /// <summary>The rows that have a target.</summary>
    public int[] Rows { get; }

    public TargetKind Kind { get; }

    /// <summary>The different values, in order.</summary>
    public string[] Levels { get; }

    public string Name => _column.Name;

    /// <summary>How the target was understood, in a sentence.</summary>
    public string Note
    {
        get
        {
            var kind = _column.Kind == ColumnKind.Text ? "texts" : _column.Kind == ColumnKind.Date ? "dates" : "numbers";
            var note = $"target '{Name}': {kind} with {Counted.Of(Levels.Length, "different value")}: "
                + (Kind == TargetKind.Values ? "regression" : $"classification{Shares()}");
            var missing = _table.RowCount - Rows.Length;
            if (missing == 0) return note;
            var first = Enumerable.Range(0, _table.RowCount).First(_column.IsMissing);
            return $"{note}; {Counted.Of(missing, "row")} without a target left out, the first {_table.RowName(first)}";
        }
    }

    /// <summary>The class of each row, for classes.</summary>
    public int[] Classes()
    {
        var positions = Levels.Select((level, index) => (level, index)).ToDictionary(pair => pair.level, pair => pair.index);
        return [.. Rows.Select(row => positions[_column.Text(row)])];
    }

    /// <summary>Learns a target of values from the training rows.</summary>
    public TargetSchema Fit(IReadOnlyList<int> rows)
    {
        if (Kind == TargetKind.Classes) return new ClassTarget(Name, Levels, _column.Kind);
        var column = (NumberColumn)_column;
        var standardizer = Standardizer.Fit([.. rows.Select(row => column.Values[row])], 1);
        return new ValueTarget(Name, standardizer.Means[0], standardizer.StandardDeviations[0], column.Kind == ColumnKind.Date);
    }

    private string Shares()
    {
        if (Levels.Length > MostIntegerClasses) return "";
        var classes = Classes();
        var shares = Levels.Select((level, index) => $"{CsvTable.Shown(level)}: {classes.Count(own => own == index)}");
        return $" ({string.Join(", ", shares)})";
    }

    private string[] FindLevels() => _column is NumberColumn numbers
        ? [.. Rows.OrderBy(row => numbers.Values[row]).Select(_column.Text).Distinct(StringComparer.Ordinal)]
        : [.. Rows.Select(_column.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private TargetKind Infer()
    {
        if (_column is TextColumn) return TargetKind.Classes;
        var numbers = (NumberColumn)_column;
        var areFew = Levels.Length <= MostIntegerClasses && Levels.Length * LeastRowsOfClass <= Rows.Length;
        return areFew && Levels.Length > 1 && numbers.Kind == ColumnKind.Number && Rows.All(row => double.IsInteger(numbers.Values[row]))
            ? TargetKind.Classes
            : TargetKind.Values;
    }

    private void RequireValues()
    {
        if (_column is TextColumn)
        {
            throw Bad($"{_table.RowName(Rows[0])}, column '{Name}': found \"{CsvTable.Shown(_column.Text(Rows[0]))}\", and a regression "
                + "needs numbers. Hint: --task classification learns texts.");
        }
        if (Levels.Length == 1) throw Bad($"the target '{Name}' is {Levels[0]} in every row: there is nothing to learn.");
    }

    private void RequireClasses()
    {
        if (Levels.Length == 1)
            throw Bad($"the target '{Name}' is '{CsvTable.Shown(Levels[0])}' in every row: with one class there is nothing to learn.");
        if (Levels.Length > MostClasses || (Levels.Length == Rows.Length && Rows.Length > 2))
        {
            throw Bad($"the target '{Name}' has {Counted.Of(Levels.Length, "different value")} in {Counted.Of(Rows.Length, "row")}: that "
                + "is too many for classes. Hint: "
                + (_column is NumberColumn ? "--task regression learns numbers." : "name another column."));
        }
    }

    private InvalidDataException Bad(string problem) => new($"{_table.Name}: {problem}");
}
