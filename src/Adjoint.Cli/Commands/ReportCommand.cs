using System.CommandLine;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary><c>report RUN</c>: writes a run's page anew.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The run folder." };
        var data = new DataOptions();
        var command = new Command("report", "Writes report.html of a run anew: data, training, results and where it fails, in one file.")
        {
            run, data.Directory,
        };
        command.SetAction(result =>
        {
            var folder = RunFolder.Open(result.GetValue(run)!);
            RunPage.Rewrite(folder, RunSession.Open(folder.Path), data.Location(result));
            StandardStreams.Output.WriteLine(folder.ReportFile);
            return ExitCode.Done;
        });
        return command;
    }
}
