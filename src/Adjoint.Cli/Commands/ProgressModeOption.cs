using System.CommandLine;
using Adjoint.Cli.Output;

namespace Adjoint.Cli.Commands;

/// <summary><c>--progress auto|bar|plain|none</c>.</summary>
internal static class ProgressModeOption
{
    private static readonly (string Name, ProgressMode Mode)[] s_modes =
        [("auto", ProgressMode.Auto), ("bar", ProgressMode.Bar), ("plain", ProgressMode.Plain), ("none", ProgressMode.None)];

    public static Option<ProgressMode> Create()
    {
        var names = s_modes.Select(entry => entry.Name).ToArray();
        return new Option<ProgressMode>("--progress")
        {
            Description = "How progress is shown on standard error; auto is bar on a terminal and plain elsewhere.",
            HelpName = string.Join('|', names),
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                foreach (var (name, mode) in s_modes)
                {
                    if (name.Equals(text, StringComparison.OrdinalIgnoreCase)) return mode;
                }
                argument.AddError(new UnknownNameException("way of --progress", text, names).Message);
                return ProgressMode.Auto;
            },
        };
    }
}
