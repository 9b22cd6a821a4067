using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary><c>--granularity complex|elementary</c>.</summary>
internal static class GranularityOption
{
    // The values are an enumeration: of a truth value the parser takes no other words than true and false.
    public static Option<Granularity> Create() => ChoiceOption.Create("--granularity",
        "Whether operations that are made of smaller ones, such as sigmoid, are one step (complex) or taken apart (elementary).",
        "--granularity", [("complex", Granularity.Complex), ("elementary", Granularity.Elementary)]);
}
