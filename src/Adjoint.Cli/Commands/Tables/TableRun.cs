using System.CommandLine;
using Adjoint.Data;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>The table of a run: as the command line names it, or as the run folder remembers it.</summary>
/// <param name="Config">What the run folder keeps.</param>
/// <param name="Data">The rows, split and encoded.</param>
internal sealed record TableRun(TableConfig Config, TabularData Data)
{
    private static readonly string[] s_endings = [".csv", ".tsv", ".txt", ".gz"];

    public DataSplits Splits => new(Data.Train, Data.Test, Data.Validation);

    /// <summary>The name of the data: the set's, or the file's without folder and ending.</summary>
    public string Name => Config.Source ?? Data.Table.Name;

    /// <summary>The table that the command line names; null if it names none.</summary>
    /// <exception cref="UsageException">An option for tables is given with other data, or there is no target.</exception>
    public static TableRun? Begin(TrainOptions options, ParseResult result)
    {
        var data = result.GetValue(options.Data.Data);
        var named = DataCatalogue.All.FirstOrDefault(source => source.Name.Equals(data, StringComparison.OrdinalIgnoreCase));
        if (named is ITableSource source)
            return Begin(options, result, source, options.Data.Location(result).Files(source.Name, source.File)[0]);
        if (named is null && data is not null && IsFile(data)) return Begin(options, result, null, Path.GetFullPath(data));
        if (options.Tables.FirstGiven(result) is { } option)
        {
            throw new UsageException($"{option.Name} is for tables, and {data ?? DataCatalogue.Default.Name} is none. "
                + "Hint: --data FILE.csv.");
        }
        return null;
    }

    /// <summary>The table of a run; null if it has none.</summary>
    public static TableRun? Open(RunFolder folder) => LoadConfig(folder) is { } config ? new TableRun(config, config.Open()) : null;

    /// <summary>What the folder of a run keeps of its table; null if it has none.</summary>
    public static TableConfig? LoadConfig(RunFolder folder) => File.Exists(folder.TableFile) ? TableConfig.Load(folder.TableFile) : null;

    /// <summary>Says what was found out about the table and done to it.</summary>
    public void Introduce(TextWriter writer)
    {
        foreach (var note in Config.Notes) writer.WriteLine($"{Name}: {note}.");
    }

    /// <summary>Whether a text names a file and not a data set.</summary>
    public static bool IsFile(string data) => Path.Exists(data) || data.AsSpan().ContainsAny('/', '\\')
        || s_endings.Any(ending => data.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static TableRun Begin(TrainOptions options, ParseResult result, ITableSource? source, string file)
    {
        var tables = options.Tables;
        var (texts, dropped, kept) = (result.GetValue(tables.Text)!, result.GetValue(tables.Drop)!, result.GetValue(tables.Keep)!);
        var table = source is null ? Table.Read(file, Csv(tables, result)) : ReadNamed(source, file, tables, result).Without(dropped);
        foreach (var name in texts.Concat(kept)) table.Column(name);
        var target = Target(tables, result, table) ?? source?.Target ?? throw NoTarget(table, file);
        var indicators = result.GetValue(tables.MissingIndicators);
        var settings = new TabularOptions
        {
            Kind = options.GivenTask(result)?.Targets,
            TestFraction = result.GetValue(tables.TestFraction) ?? TableOptions.UsualTestFraction,
            ValidationFraction = options.Validation(result),
            Seed = options.Seed(result),
            Encoder = new EncoderOptions { HasMissingIndicators = indicators, Kept = [.. kept, .. texts] },
        };
        var data = TabularData.Prepare(table, target, settings);
        // Whether there are rows enough is told before training.
        if (result.GetValue(tables.Folds) is { } folds) data.Folds(folds);
        return new TableRun(TableConfig.Of(data, settings, file) with
        {
            Source = source?.Name,
            Missing = result.GetValue(tables.Missing)!,
            Texts = texts,
            Excluded = dropped,
            Folds = result.GetValue(tables.Folds) ?? 0,
        }, data);
    }

    private static CsvOptions Csv(TableOptions tables, ParseResult result) => new()
    {
        HasHeader = result.GetValue(tables.NoHeader) ? false : null,
        Missing = result.GetValue(tables.Missing)!,
        Excluded = result.GetValue(tables.Drop)!,
        Kinds = result.GetValue(tables.Text)!.Distinct().ToDictionary(name => name, _ => ColumnKind.Text),
    };

    private static Table ReadNamed(ITableSource source, string file, TableOptions tables, ParseResult result)
    {
        Option[] refused = [tables.NoHeader, tables.Missing, tables.Text];
        if (refused.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new UsageException($"{option.Name} is for files, and it is known how {source.Name} is read. Hint: "
                + $"--data {ShellText.Quote(file)}.");
        }
        return source.Read(file);
    }

    private static string? Target(TableOptions tables, ParseResult result, Table table) =>
        result.GetValue(tables.Target) is { } name ? table.Column(name).Name : null;

    private static UsageException NoTarget(Table table, string file) =>
        new($"--target COLUMN must say which column of {file} is to be predicted: "
            + $"{string.Join(", ", table.Columns.Select(column => column.Name))}.");
}
