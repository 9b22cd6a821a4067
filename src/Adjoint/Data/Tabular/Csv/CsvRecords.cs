using System.Globalization;
using CsvHelper;

namespace Adjoint.Data;

/// <summary>Goes through a text record by record and holds each to the number of values that the first has.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int MostColumns = 50_000;

    private readonly string _path;
    private readonly int _skippedLines;
    private readonly CsvReader _reader;
    private CsvMalformedRecord? _malformed;
    private long _firstLine;

    public CsvRecords(string path, CsvText text, CsvOptions options)
    {
        (_path, _skippedLines) = (path, options.SkippedLines);
        _reader = CsvReader.Create(SkipLines(text.Utf8, options.SkippedLines), new CsvReaderOptions
        {
            Separator = options.Separator ?? SeparatorOf(path),
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = Remember,
        });
    }

    public char Separator => _reader.Separator;

    /// <summary>Values of a record; those of the first once one was read.</summary>
    public int FieldCount { get; private set; } = -1;

    public int Line => (int)_reader.LineNumber + _skippedLines;

    public ReadOnlySpan<byte> this[int field] => _reader.GetSpan(field);

    public string Text(int field) => _reader.GetString(field);

    /// <exception cref="InvalidDataException">The record is damaged, or has another number of values than the first.</exception>
    public bool Read()
    {
        var isRecord = _reader.Read();
        if (_malformed is { } malformed) throw Malformed(malformed);
        if (!isRecord) return false;
        if (FieldCount < 0) (FieldCount, _firstLine) = (Bounded(_reader.FieldCount), Line);
        if (_reader.FieldCount == FieldCount) return true;
        throw new InvalidDataException($"{_path}: line {Line}: found {Counted.Of(_reader.FieldCount, "value")}, expected {FieldCount} "
            + $"as in line {_firstLine}. Hint: a value that holds {SeparatorName(Separator)} must stand in quotes.");
    }

    private int Bounded(int columns) => columns <= MostColumns
        ? columns
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"{_path}: line {Line}: found {columns:N0} values, and a table has at most {MostColumns:N0} columns. Hint: one row a line."));

    public void Dispose() => _reader.Dispose();

    public static string SeparatorName(char separator) => separator switch
    {
        ',' => "a comma",
        ';' => "a semicolon",
        '\t' => "a tab",
        '|' => "a bar",
        _ => $"'{separator}'",
    };

    private static char? SeparatorOf(string path) =>
        path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase)
            ? '\t'
            : null;

    private static ReadOnlyMemory<byte> SkipLines(ReadOnlyMemory<byte> text, int lines)
    {
        for (; lines > 0; lines--)
        {
            var end = text.Span.IndexOf((byte)'\n');
            if (end < 0) return default;
            text = text[(end + 1)..];
        }
        return text;
    }

    // A quote inside a value without quotes, such as 5'11", is text; all else is no table.
    private void Remember(CsvMalformedRecord record)
    {
        if (record.Reason != CsvMalformedReason.StrayQuote) _malformed ??= record;
    }

    private InvalidDataException Malformed(CsvMalformedRecord record) => new($"{_path}: line {record.LineNumber + _skippedLines}: " + (
        record.Reason == CsvMalformedReason.UnterminatedQuote
            ? "a value begins with a quote that is never closed."
            : "text follows the closing quote of a value. Hint: a quote inside of quotes is written twice."));
}
