using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary><c>gradcheck [NAME]</c>: checks the derivatives of every operation and layer by differences.</summary>
internal static class GradcheckCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "One operation or layer; all without it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        const string description = "Checks the derivatives of every operation and layer, of first and second order, by differences.";
        var command = new Command("gradcheck", description) { name };
        command.SetAction(result => GradcheckRun.Execute(result.GetValue(name)));
        return command;
    }
}
