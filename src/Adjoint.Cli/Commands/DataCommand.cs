using System.CommandLine;
using Adjoint.Cli.Output;
using Adjoint.Data;

namespace Adjoint.Cli.Commands;

/// <summary><c>data list</c> and <c>data get NAME</c>.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Lists data sets, or fetches one into the cache.") { List(), Get() };

    private static Command List()
    {
        var options = new DataOptions();
        var command = new Command("list", "Names the data sets and says which are here.") { options.Directory };
        command.SetAction(result =>
        {
            var location = options.Location(result);
            foreach (var source in DataCatalogue.All)
            {
                StandardStreams.Output.WriteLine($"{source.Name,-16} {source.Description}");
                StandardStreams.Output.WriteLine($"{"",-16} {Whereabouts(source, location)}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static string Whereabouts(IDataSource source, DataLocation location)
    {
        if (source.Remote is null) return "made by the program itself";
        try
        {
            return $"in {Path.GetDirectoryName(source.Files(location)[0])}";
        }
        catch (FileNotFoundException)
        {
            return $"not here; 'adjoint data get {source.Name}' fetches {source.Remote.Files.Sum(file => file.Length) / 1e6:0.0} MB into "
                + $"{location.Destination}";
        }
    }

    private static Command Get()
    {
        var name = new Argument<string>("NAME") { Description = "The data set." };
        var options = new DataOptions();
        var mirror = new Option<Uri?>("--from") { Description = "Base address of a mirror to fetch from instead.", HelpName = "URL" };
        var command = new Command("get", "Fetches a data set into the cache; an interrupted fetch goes on where it stopped.")
        {
            name, options.Directory, mirror,
        };
        command.SetAction((result, stop) =>
            Fetch(DataCatalogue.Find(result.GetValue(name)!), options.Location(result), result.GetValue(mirror), stop));
        return command;
    }

    private static async Task<int> Fetch(IDataSource source, DataLocation location, Uri? mirror, CancellationToken stop)
    {
        if (source.Remote is not { } remote)
        {
            StandardStreams.Output.WriteLine($"{source.Name} is made by the program itself; there is nothing to fetch.");
            return ExitCode.Done;
        }
        var root = location.Destination
            ?? throw new UsageException("there is no cache folder here (HOME is not set). Hint: name a folder with --data-dir.");
        var folder = Path.Combine(root, source.Name);
        using var client = new HttpClient();
        var progress = new FetchLines(StandardStreams.Error);
        await new DataFetcher(client).FetchAsync(mirror is null ? remote : remote with { Mirrors = [mirror] }, folder, progress, stop)
            .ConfigureAwait(false);
        StandardStreams.Output.WriteLine($"{source.Name} is in {folder}.");
        return ExitCode.Done;
    }
}
