using System.CommandLine;
using Adjoint.Cli.Output;

namespace Adjoint.Cli.Commands;

/// <summary><c>--progress auto|bar|plain|none</c>.</summary>
internal static class ProgressModeOption
{
    public static Option<ProgressMode> Create() => ChoiceOption.Create("--progress",
        "How progress is shown on standard error; auto is bar on a terminal and plain elsewhere.", "way of --progress",
        [("auto", ProgressMode.Auto), ("bar", ProgressMode.Bar), ("plain", ProgressMode.Plain), ("none", ProgressMode.None)]);
}
