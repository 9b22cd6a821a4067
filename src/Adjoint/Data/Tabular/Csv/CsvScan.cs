using System.Text;

namespace Adjoint.Data;

/// <summary>The first way through a file: how many records and columns, what they look like, whether the first record names the
/// columns.</summary>
internal sealed class CsvScan
{
    private readonly string _path;
    private readonly CsvFacts[] _facts;
    private readonly CsvFacts[] _firstFacts;

    public CsvScan(string path, CsvText text, CsvOptions options)
    {
        _path = path;
        using var records = new CsvRecords(path, text, options);
        if (!records.Read()) throw new InvalidDataException($"{path}: the file is empty, and a table was expected.");
        Missing = CsvCell.MissingWords(options.Missing);
        HasCommas = records.Separator != ',';
        Separator = records.Separator;
        FirstRecord = [.. Enumerable.Range(0, records.FieldCount).Select(records.Text)];
        _firstFacts = [.. FirstRecord.Select(_ => new CsvFacts())];
        _facts = [.. FirstRecord.Select(_ => new CsvFacts())];
        Add(_firstFacts, records, 0);
        for (RecordCount = 1; records.Read(); RecordCount++) Add(_facts, records, RecordCount);
        HasHeader = options.HasHeader ?? LooksLikeHeader();
        Names = HasHeader ? HeaderNames() : GivenNames(options.Names) ?? [.. FirstRecord.Select((_, column) => Number(column))];
        if (!HasHeader) Add(_facts, FirstRecord);
    }

    public byte[][] Missing { get; }

    public bool HasCommas { get; }

    public char Separator { get; }

    public string[] FirstRecord { get; }

    public int RecordCount { get; }

    public bool HasHeader { get; }

    public string[] Names { get; }

    public int RowCount => RecordCount - (HasHeader ? 1 : 0);

    /// <summary>What the column's values look like, the header apart.</summary>
    public CsvFacts Facts(int column) => _facts[column];

    private static string Number(int column) => FormattableString.Invariant($"{column + 1}");

    private void Add(CsvFacts[] facts, CsvRecords records, int record)
    {
        for (var column = 0; column < facts.Length; column++) facts[column].Add(records[column], Missing, record, HasCommas);
    }

    private void Add(CsvFacts[] facts, string[] first)
    {
        for (var column = 0; column < facts.Length; column++)
            facts[column].Add(Encoding.UTF8.GetBytes(first[column]), Missing, 0, HasCommas);
    }

    // Names are no numbers. Where some of the first line are, such as years, another must be a word over a column of numbers.
    private bool LooksLikeHeader()
    {
        if (_firstFacts.All(facts => facts.FirstText is not null || facts.Missing > 0)) return true;
        return _firstFacts.Zip(_facts).Any(pair => pair is { First.FirstText: not null, Second: { Present: > 0, IsNumber: true } });
    }

    private string[]? GivenNames(IReadOnlyList<string>? names)
    {
        if (names is null || names.Count == FirstRecord.Length) return names is null ? null : [.. names];
        throw new InvalidDataException($"{_path}: line 1: found {Counted.Of(FirstRecord.Length, "value")}, expected {names.Count}: "
            + $"{string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", ..." : "")}.");
    }

    private string[] HeaderNames()
    {
        var names = FirstRecord.Select((name, column) => name.Length > 0 ? name : Number(column)).ToArray();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < names.Length; column++)
        {
            if (places.TryAdd(names[column], column)) continue;
            var first = places[names[column]];
            throw new InvalidDataException($"{_path}: the columns {first + 1} and {column + 1} are both called '{names[column]}'. Hint: "
                + "give each a name of its own, or leave the first line out and say --no-header.");
        }
        return names;
    }
}
