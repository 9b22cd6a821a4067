using System.CommandLine;
using Adjoint.Inspect;
using Adjoint.Models;

namespace Adjoint.Cli.Commands;

/// <summary><c>summary MODEL</c>: layers, shapes, parameters, arithmetic and memory.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("MODEL")
        {
            Description = "The network: " + string.Join(", ", ModelCatalogue.Entries.Select(entry => entry.Name)) + ".",
        };
        var depth = new NumberOption<int>("--depth", "Shows the modules of N levels, those below in their sums (what is readable).", 1, 1000);
        var input = new ModelInput();
        var batch = new NumberOption<int>("--batch", "Examples at a time (1).", 1, 1 << 20);
        var command = new Command("summary", "Prints the layers of a network with shapes, parameters, arithmetic and memory.")
        {
            model, depth.Option, input.Option, batch.Option,
        };
        command.SetAction(result => Run(result.GetValue(model)!, result.GetValue(input.Option), result.GetValue(batch.Option) ?? 1,
            result.GetValue(depth.Option)));
        return command;
    }

    private static int Run(string name, string? input, int batch, int? depth)
    {
        var entry = ModelEntry.Find(name);
        var shape = ModelInput.Of(input, entry);
        if (shape.Aggregate((long)batch, (product, size) => product * size) > int.MaxValue)
            throw new UsageException($"--batch {batch}: a tensor has at most {int.MaxValue} values. Hint: the numbers grow with the batch.");
        var summary = ModelSummary.Of(ModelInput.Outline(entry, shape), Shape.Create([batch, .. shape]));
        StandardStreams.Output.WriteLine($"{entry.Name}: {entry.Description}");
        StandardStreams.Output.WriteLine();
        StandardStreams.Output.Write(depth is { } levels ? summary.ToText(levels) : summary.ToString());
        return ExitCode.Done;
    }
}
