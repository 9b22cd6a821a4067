using System.Globalization;

namespace Adjoint.Data;

/// <summary>Makes a table of a text: looks at all of it first, then reads the values as what they are.</summary>
internal sealed class CsvTable
{
    // A column of so many numbers that a word among them is a mistake. Below, as in a list of ticket numbers, it is a column of texts.
    private const double MostlyNumbers = 0.8;

    private readonly string _path;
    private readonly CsvText _text;
    private readonly CsvOptions _options;
    private readonly CsvScan _scan;

    public CsvTable(string path, CsvText text, CsvOptions options)
    {
        (_path, _text, _options) = (path, text, options);
        _scan = new CsvScan(path, text, options);
    }

    public Table Read()
    {
        RequireNames(_options.Excluded);
        var builders = _scan.Names.Select(Builder).ToArray();
        var lines = new int[_scan.RowCount];
        using var records = new CsvRecords(_path, _text, _options);
        if (_scan.HasHeader) records.Read();
        for (var row = 0; records.Read(); row++)
        {
            lines[row] = records.Line;
            for (var column = 0; column < builders.Length; column++) builders[column]?.Add(records, column, row);
        }
        return new Table(Name(_path), [.. builders.OfType<CsvColumn>().Select(builder => builder.Build())], lines, [.. Notes(builders)])
        {
            FileNames = _scan.Names,
            HasHeader = _scan.HasHeader,
            Separator = _scan.Separator,
            ReadOptions = _options,
        };
    }

    private static string Name(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
    }

    private void RequireNames(IEnumerable<string> names)
    {
        var known = _scan.Names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
            if (!known.Contains(name)) throw new UnknownNameException("column", name, _scan.Names);
    }

    private CsvColumn? Builder(string name, int column)
    {
        if (_options.Excluded.Contains(name) || _options.Columns?.Contains(name) == false) return null;
        var facts = _scan.Facts(column);
        var isComma = facts.IsCommaNumber;
        return Kind(name, facts) switch
        {
            ColumnKind.Text => new CsvTextColumn(name, _scan),
            var kind => new CsvNumberColumn(_path, name, _scan, kind == ColumnKind.Date, isComma),
        };
    }

    private ColumnKind Kind(string name, CsvFacts facts)
    {
        if (_options.Kinds.TryGetValue(name, out var known)) return known;
        if (facts.IsNumber || facts.IsCommaNumber) return ColumnKind.Number;
        if (facts.IsDate) return ColumnKind.Date;
        if (facts.Numbers < MostlyNumbers * facts.Present) return ColumnKind.Text;
        var (text, record) = facts.FirstText!.Value;
        throw new InvalidDataException($"{_path}: {RowName(record)}, column '{name}': found \"{Shown(text)}\", expected a number as in "
            + string.Create(CultureInfo.InvariantCulture, $"{facts.Numbers} of the column's {facts.Present} values. ")
            + $"Hint: correct it; or --missing {Quoted(text)} counts it as a missing value, --text {Quoted(name)} takes the column as "
            + $"texts, --drop {Quoted(name)} leaves it out.");
    }

    // Lines are not kept in the first way through the file.
    private string RowName(int record)
    {
        using var records = new CsvRecords(_path, _text, _options);
        for (var i = 0; i <= record; i++) records.Read();
        return $"row {record + (_scan.HasHeader ? 0 : 1)} (line {records.Line})";
    }

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{Shown(text)}\"" : Shown(text);

    internal static string Shown(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private IEnumerable<string> Notes(CsvColumn?[] builders)
    {
        if (_text.Note is { } note) yield return note;
        if (_options.Separator is null && _scan.Separator != ',' && _scan.FirstRecord.Length > 1)
            yield return $"values are separated by {CsvRecords.SeparatorName(_scan.Separator)}";
        if (_options is { HasHeader: null, Names: null } && !_scan.HasHeader)
            yield return $"the first line holds values, no names: the columns are called 1 to {_scan.Names.Length}";
        var commas = builders.OfType<CsvNumberColumn>().Where(builder => builder.HasCommas).Select(builder => builder.Name).ToArray();
        if (commas.Length > 0) yield return $"a comma stands before decimals in {string.Join(", ", commas)}";
    }
}
