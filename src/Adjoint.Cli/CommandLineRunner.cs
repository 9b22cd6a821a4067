using System.CommandLine;
using Adjoint.Training;

namespace Adjoint.Cli;

/// <summary>Parses, runs, and turns every error into one clear message and the exit code of the contract.</summary>
internal static class CommandLineRunner
{
    public static int Run(RootCommand root, string[] args)
    {
        var result = root.Parse(args);
        if (result.Errors.Count > 0) return ReportUsage(result);
        try
        {
            return result.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = StandardStreams.Output,
                Error = StandardStreams.Error,
            });
        }
        catch (Exception e)
        {
            return Report(e);
        }
    }

    private static int Report(Exception error)
    {
        var code = error switch
        {
            UsageException or UnknownNameException => ExitCode.Usage,
            InvalidDataException or FileNotFoundException or DirectoryNotFoundException => ExitCode.BadData,
            DivergedException => ExitCode.Diverged,
            OperationCanceledException => ExitCode.Interrupted,
            _ => ExitCode.Failed,
        };
        var isExpected = code != ExitCode.Failed
            || error is IOException or UnauthorizedAccessException or ArgumentException or HttpRequestException;
        StandardStreams.Error.WriteLine(isExpected
            ? $"adjoint: {error.Message}"
            : $"adjoint: an unexpected error; please report it.\n{error}");
        return code;
    }

    private static int ReportUsage(ParseResult result)
    {
        // An unknown verb makes an error of every word after it, too.
        var isVerbUnknown = result.CommandResult.Command is RootCommand && result.UnmatchedTokens.Count > 0;
        if (isVerbUnknown) StandardStreams.Error.WriteLine($"adjoint: there is no verb '{result.UnmatchedTokens[0]}'.");
        else foreach (var error in result.Errors) StandardStreams.Error.WriteLine($"adjoint: {error.Message}");
        foreach (var token in result.UnmatchedTokens.Take(isVerbUnknown ? 1 : int.MaxValue))
        {
            if (Suggestion.Nearest(token, Known(result)) is { } name) StandardStreams.Error.WriteLine($"adjoint: did you mean '{name}'?");
        }
        var verb = result.CommandResult.Command is RootCommand ? "" : $" {result.CommandResult.Command.Name}";
        StandardStreams.Error.WriteLine($"adjoint: 'adjoint{verb} --help' lists what there is.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Known(ParseResult result)
    {
        var command = result.CommandResult.Command;
        return command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));
    }
}
