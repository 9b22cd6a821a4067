using Spectre.Console;

namespace Adjoint.Cli.Output;

/// <summary>Standard error as a console with bars and colours, as far as the terminal and NO_COLOR allow.</summary>
internal static class ErrorConsole
{
    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        ColorSystem = Has("NO_COLOR") ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Ansi = AnsiSupport.Detect,
        Interactive = InteractionSupport.Detect,
    });

    /// <summary>What the automatic mode comes to here.</summary>
    public static ProgressMode Resolve(ProgressMode mode)
    {
        if (mode != ProgressMode.Auto) return mode;
        var isDumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
        return Console.IsErrorRedirected || isDumb ? ProgressMode.Plain : ProgressMode.Bar;
    }

    // no-color.org: present and not empty.
    private static bool Has(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
