using System.CommandLine;
using Adjoint.Inspect;
using Adjoint.Models;

namespace Adjoint.Cli.Commands;

/// <summary><c>summary MODEL</c>: layers, shapes, parameters, arithmetic and memory of one example.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("MODEL")
        {
            Description = "The network: " + string.Join(", ", ModelCatalogue.Entries.Select(entry => entry.Name)) + ".",
        };
        var command = new Command("summary", "Prints the layers of a network with shapes, parameters, arithmetic and memory.") { model };
        command.SetAction(result => Run(result.GetValue(model)!));
        return command;
    }

    private static int Run(string name)
    {
        var entry = ModelEntry.Find(name);
        var network = entry.CreateUsual(10, new Generator(0));
        StandardStreams.Output.WriteLine($"{entry.Name}: {entry.Description}");
        StandardStreams.Output.WriteLine();
        StandardStreams.Output.Write(ModelSummary.Of(network, Shape.Create([1, .. entry.InputShape])));
        return ExitCode.Done;
    }
}
