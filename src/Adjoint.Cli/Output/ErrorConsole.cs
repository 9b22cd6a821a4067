using Spectre.Console;

namespace Adjoint.Cli.Output;

/// <summary>Standard error as a console with bars and colours, as far as the terminal and NO_COLOR allow.</summary>
internal static class ErrorConsole
{
    private const int LeastWidth = 80;

    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        // Obeys NO_COLOR too.
        ColorSystem = ColorSystemSupport.Detect,
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
    });

    /// <summary>What a mode comes to here: bars need a terminal that can move its cursor, and room.</summary>
    public static ProgressMode Resolve(ProgressMode mode)
    {
        if (mode is ProgressMode.Plain or ProgressMode.None) return mode;
        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" && !OperatingSystem.IsWindows();
        return Console.IsErrorRedirected || isDumb || Console.WindowWidth is > 0 and < LeastWidth ? ProgressMode.Plain : ProgressMode.Bar;
    }
}
