using System.CommandLine;
using Adjoint.Data;

namespace Adjoint.Cli.Commands;

/// <summary>The rows that <c>eval</c> measures a network of a table on.</summary>
internal static class TableEval
{
    /// <summary>The test part of the run's own table, or all rows of another one that have a target.</summary>
    /// <exception cref="UsageException">The data that is named is no table.</exception>
    public static DataSet Load(TableConfig config, DataOptions data, ParseResult result)
    {
        if (result.GetValue(data.Data) is not { } given) return config.Open().Test;
        var file = FileOf(given, data, result);
        if (File.Exists(file) && TableConfig.Checksum(file) == config.Sha256) return (config with { File = file }).Open().Test;
        var table = config.ReadFurther(file, withTarget: true);
        Say(config.Encoder, table);
        return TabularData.Encode(config.Encoder, table);
    }

    /// <summary>Tells on standard error what was done to a further table.</summary>
    public static void Say(TableEncoder encoder, Table table)
    {
        foreach (var note in table.Notes.Concat(encoder.Remarks(table))) StandardStreams.Error.WriteLine($"{table.Name}: {note}.");
    }

    private static string FileOf(string given, DataOptions data, ParseResult result)
    {
        var named = DataCatalogue.All.FirstOrDefault(source => source.Name.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (named is ITableSource source) return data.Location(result).Files(source.Name, source.File)[0];
        return named is null
            ? given
            : throw new UsageException($"{named.Name} is no table, and the network was trained on one. Hint: --data FILE.csv.");
    }
}
