using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary><c>train MODEL</c>: trains, shows progress, leaves a run folder.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var options = new TrainOptions();
        var command = new Command("train", "Trains a network, shows how it goes and leaves a run folder.");
        options.AddTo(command);
        command.SetAction(result => new TrainRun(options, result).Execute());
        return command;
    }
}
