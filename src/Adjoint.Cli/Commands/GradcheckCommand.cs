using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary><c>gradcheck [NAME]</c>: checks the derivatives of every operation and layer, or of one or a model, by differences.</summary>
internal static class GradcheckCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "One operation, layer or model; all operations and layers without it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        const string description = "Checks the derivatives of operations and layers, of first and second order, or of a model's loss, by "
            + "differences.";
        var command = new Command("gradcheck", description) { name };
        command.SetAction(result => GradcheckRun.Execute(result.GetValue(name)));
        return command;
    }
}
