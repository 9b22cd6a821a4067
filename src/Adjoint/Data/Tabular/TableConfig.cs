using System.Security.Cryptography;
using System.Text.Json;
using Adjoint.IO;
using static System.FormattableString;

namespace Adjoint.Data;

/// <summary>
/// What a run on a table was made from, as <c>table.json</c> in its folder keeps it: the file and its checksum, how it was read and split,
/// and the encoder that the training rows taught.
/// </summary>
public sealed record TableConfig
{
    private const int Version = 1;

    /// <summary>Version of this format.</summary>
    public int V { get; init; } = Version;

    /// <summary>The file, as a full path.</summary>
    public required string File { get; init; }

    /// <summary>The file's SHA-256 checksum, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name of the data set if it is one that has a name; null for a person's own file.</summary>
    public string? Source { get; init; }

    /// <summary>The character between two values.</summary>
    public required char Separator { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>The names of all columns of the file.</summary>
    public required IReadOnlyList<string> FileColumns { get; init; }

    /// <summary>Further words for missing values.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Columns that were said to be texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Columns that were said to be left out.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Columns that were said to be kept.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Lines at the start that are passed over.</summary>
    public int SkippedLines { get; init; }

    /// <summary>The most categories of a text column that get an input of their own.</summary>
    public int MostCategories { get; init; } = new EncoderOptions().MostCategories;

    /// <summary>Categories in less than this fraction of the training rows are taken together.</summary>
    public double RareFraction { get; init; } = new EncoderOptions().RareFraction;

    /// <summary>Whether inputs say where numbers were missing.</summary>
    public bool HasMissingIndicators { get; init; }

    /// <summary>The fraction of the rows that is the test part.</summary>
    public required double TestFraction { get; init; }

    /// <summary>The fraction of the others that chooses the best epoch.</summary>
    public required double ValidationFraction { get; init; }

    /// <summary>Decides the split.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The folds of the cross-validation; 0 for none.</summary>
    public int Folds { get; init; }

    /// <summary>What a person was told of the table.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How the columns became inputs.</summary>
    public required TableEncoder Encoder { get; init; }

    /// <summary>The description of a file that was read and prepared: all options of both are kept.</summary>
    /// <param name="data">What was made of it.</param>
    /// <param name="options">How it was prepared.</param>
    /// <param name="file">The file.</param>
    public static TableConfig Of(TabularData data, TabularOptions options, string file)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var read = data.Table.ReadOptions;
        return new TableConfig
        {
            File = Path.GetFullPath(file),
            Sha256 = Checksum(file),
            Separator = data.Table.Separator,
            HasHeader = data.Table.HasHeader,
            FileColumns = data.Table.FileNames,
            Missing = read.Missing,
            Texts = [.. read.Kinds.Where(pair => pair.Value == ColumnKind.Text).Select(pair => pair.Key)],
            Excluded = [.. data.Table.FileNames.Except(data.Table.Columns.Select(column => column.Name), StringComparer.Ordinal)],
            Kept = options.Encoder.Kept,
            SkippedLines = read.SkippedLines,
            MostCategories = options.Encoder.MostCategories,
            RareFraction = options.Encoder.RareFraction,
            HasMissingIndicators = options.Encoder.HasMissingIndicators,
            TestFraction = options.TestFraction,
            ValidationFraction = options.ValidationFraction,
            Seed = options.Seed,
            Notes = data.Notes,
            Encoder = data.Encoder,
        };
    }

    /// <summary>Reads <c>table.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is not such a description; the message says what was expected.</exception>
    public static TableConfig Load(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var config = JsonSerializer.Deserialize(stream, TableJson.Default.TableConfig) ?? throw new JsonException("it is null.");
            return config.Problem() is { } problem ? throw new JsonException(problem) : config;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{path}: this is not the description of a run's table: {e.Message}", e);
        }
    }

    /// <summary>Writes <c>table.json</c>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, TableJson.Default.TableConfig) + "\n");

    /// <summary>The checksum of a file.</summary>
    public static string Checksum(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Reads and splits the table again, to the same rows.</summary>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    /// <exception cref="InvalidDataException">The file has changed.</exception>
    public TabularData Open()
    {
        if (!System.IO.File.Exists(File))
            throw new FileNotFoundException($"{File}, the table of this run, does not exist any more. Hint: put it back to its place.");
        if (Checksum(File) != Sha256)
        {
            throw new InvalidDataException($"{File} has changed since this run began: its SHA-256 is {Checksum(File)}, expected "
                + $"{Sha256}. Hint: put the old file back, or train anew.");
        }
        return TabularData.Prepare(Read(File), Encoder.Target.Name, new TabularOptions
        {
            Kind = Encoder.Target.TargetKind,
            TestFraction = TestFraction,
            ValidationFraction = ValidationFraction,
            Seed = Seed,
            Encoder = new EncoderOptions
            {
                MostCategories = MostCategories,
                RareFraction = RareFraction,
                HasMissingIndicators = HasMissingIndicators,
                Kept = Kept,
            },
        }, Encoder);
    }

    /// <summary>Reads a further table for the run's network: the columns that it needs, as what they were.</summary>
    /// <param name="path">The file; its columns may stand in another order, others beside them, and the target may be missing.</param>
    /// <param name="withTarget">Whether the target is to be read.</param>
    /// <param name="also">Further columns to read as texts, if they are there.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no table, or a number is none.</exception>
    public Table ReadFurther(string path, bool withTarget, IReadOnlyList<string>? also = null)
    {
        // The file of a set with a name may have a form of its own.
        if (Source is not null && System.IO.File.Exists(path) && Checksum(path) == Sha256) return Read(path);
        var options = Encoder.ReadOptions(new CsvOptions
        {
            HasHeader = Source is null ? HasHeader : null,
            Missing = Missing,
            SkippedLines = Source is null ? SkippedLines : 0,
        }, withTarget);
        if (Source is null && !HasHeader) options = options with { Names = NamesOf(path) };
        if (also is not { Count: > 0 }) return Table.Read(path, options);
        return Table.Read(path, options with
        {
            Columns = new HashSet<string>(options.Columns!.Concat(also), StringComparer.Ordinal),
            Kinds = options.Kinds.Concat(also.Select(name => KeyValuePair.Create(name, ColumnKind.Text))).DistinctBy(pair => pair.Key)
                .ToDictionary(pair => pair.Key, pair => pair.Value),
        });
    }

    private Table Read(string path) => Source is not null && DataCatalogue.Find(Source) is ITableSource source
        ? source.Read(path).Without(Excluded)
        : Table.Read(path, new CsvOptions
        {
            Separator = Separator,
            HasHeader = HasHeader,
            Names = HasHeader ? null : FileColumns,
            Missing = Missing,
            Excluded = Excluded,
            SkippedLines = SkippedLines,
            Kinds = Texts.ToDictionary(name => name, _ => ColumnKind.Text),
        });

    // Without names, columns are told by their places; only the target may be missing.
    private IReadOnlyList<string> NamesOf(string path)
    {
        var options = new CsvOptions { HasHeader = false, Columns = new HashSet<string>(), SkippedLines = SkippedLines };
        var count = Table.Read(path, options).FileNames.Count;
        return count == FileColumns.Count - 1 ? [.. FileColumns.Where(name => name != Encoder.Target.Name)] : FileColumns;
    }

    private string? Problem()
    {
        if (V != Version) return Invariant($"it has version {V}, and this program reads version {Version}.");
        if (TestFraction is not (>= 0 and < 1))
            return Invariant($"'test_fraction' must be at least 0 and less than 1, and is {TestFraction}.");
        if (ValidationFraction is not (>= 0 and < 1))
            return Invariant($"'validation_fraction' must be at least 0 and less than 1, and is {ValidationFraction}.");
        if (SkippedLines < 0) return Invariant($"'skipped_lines' must be at least 0, and is {SkippedLines}.");
        if (!double.IsFinite(RareFraction)) return Invariant($"'rare_fraction' must be finite, and is {RareFraction}.");
        (string Name, IReadOnlyList<string> Values)[] lists =
            [
                ("file_columns", FileColumns), ("missing", Missing), ("texts", Texts),
                ("excluded", Excluded), ("kept", Kept), ("notes", Notes),
            ];
        foreach (var (name, values) in lists)
            if (values.Any(value => value is null)) return $"'{name}' holds a text that is null.";
        return Encoder.Problem();
    }
}
