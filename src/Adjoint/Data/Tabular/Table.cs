using System.Text;

namespace Adjoint.Data;

/// <summary>
/// A table with named, typed columns, as a file of comma-separated values holds it (RFC 4180; also with semicolons, tabs or bars, and
/// compressed by gzip). Kinds of columns, separator, header and encoding are found out, and <see cref="Notes"/> says what was found.
/// pandas' <c>DataFrame</c> and <c>read_csv</c>.
/// </summary>
public sealed class Table
{
    private readonly int[]? _lines;
    private readonly Dictionary<string, TableColumn> _byName = new(StringComparer.Ordinal);

    /// <summary>A table of these columns.</summary>
    /// <param name="name">What it is called, such as the file's name without folder and ending.</param>
    /// <param name="columns">The columns: equally long, with names of their own.</param>
    /// <exception cref="ArgumentException">The lengths differ, or two columns have one name.</exception>
    public Table(string name, IReadOnlyList<TableColumn> columns) : this(name, columns, null, [])
    {
    }

    internal Table(string name, IReadOnlyList<TableColumn> columns, int[]? lines, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(columns);
        (Name, Columns, Notes, _lines) = (name, columns, notes, lines);
        RowCount = columns.Count == 0 ? lines?.Length ?? 0 : columns[0].Count;
        FileNames = [.. columns.Select(column => column.Name)];
        foreach (var column in columns)
        {
            if (column.Count != RowCount)
            {
                throw new ArgumentException(
                    $"Table '{name}': column '{column.Name}' has {column.Count} rows, and '{columns[0].Name}' has {RowCount}.",
                    nameof(columns));
            }
            if (!_byName.TryAdd(column.Name, column))
                throw new ArgumentException($"Table '{name}': two columns are called '{column.Name}'.", nameof(columns));
        }
    }

    /// <summary>What the table is called.</summary>
    public string Name { get; }

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>What was found out about the file, in sentences to show a person.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The names of all columns of the file, those too that were not read.</summary>
    internal IReadOnlyList<string> FileNames { get; init; }

    /// <summary>Whether the file names its columns.</summary>
    internal bool HasHeader { get; init; } = true;

    /// <summary>The character between two values of the file.</summary>
    internal char Separator { get; init; } = ',';

    /// <summary>How the file was read.</summary>
    internal CsvOptions ReadOptions { get; init; } = new();

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; one that gzip compressed is told by its first bytes.</param>
    /// <param name="options">What is known about it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no table: rows of different lengths, a number that is none, an unknown encoding, ...;
    /// the message names file, line and column.</exception>
    /// <exception cref="UnknownNameException">A column to leave out is not there.</exception>
    public static Table Read(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new CsvTable(path, CsvText.Read(path), options ?? new CsvOptions()).Read();
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">Comma-separated values.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="name">What the table is called, in messages too.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static Table Parse(string text, CsvOptions? options = null, string name = "table")
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CsvTable(name, CsvText.Decode(name, Encoding.UTF8.GetBytes(text)), options ?? new CsvOptions()).Read();
    }

    /// <summary>The column of this name; if there is none, case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none; the message names the nearest.</exception>
    public TableColumn Column(string name) =>
        Find(name) ?? throw new UnknownNameException("column", name, Columns.Select(column => column.Name));

    /// <summary>The column of this name, or null; if there is none, case does not count.</summary>
    public TableColumn? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_byName.TryGetValue(name, out var exact)) return exact;
        var alike = Columns.Where(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return alike.Length == 1 ? alike[0] : null;
    }

    /// <summary>The same rows without some columns.</summary>
    /// <param name="names">The columns to leave out; each must be there.</param>
    /// <exception cref="UnknownNameException">One is not there.</exception>
    public Table Without(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var left = names.Select(name => Column(name).Name).ToHashSet(StringComparer.Ordinal);
        return new Table(Name, [.. Columns.Where(column => !left.Contains(column.Name))], _lines, Notes)
        {
            FileNames = FileNames,
            HasHeader = HasHeader,
            Separator = Separator,
            ReadOptions = ReadOptions,
        };
    }

    /// <summary>Names a row for a message: its number from 1 on and, for a table from a file, its line.</summary>
    public string RowName(int row) => _lines is null ? $"row {row + 1}" : $"row {row + 1} (line {_lines[row]})";
}
