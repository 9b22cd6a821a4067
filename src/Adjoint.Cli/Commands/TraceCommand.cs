using System.CommandLine;
using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary><c>trace EXPR --at NAME=NUMBER,...</c>: every step of a formula, and its derivatives by four methods.</summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var formula = new Argument<string>("EXPR")
        {
            Description = "The formula, such as \"ln(x1) + x1*x2 - sin(x2)\" (ln and log are natural, ^ is power); - reads it from "
                + "standard input. Functions: " + string.Join(", ", FormulaParser.Functions) + ".",
        };
        var at = new Option<string[]>("--at")
        {
            Description = "The values of the variables, such as x1=2,x2=5; may be given several times.",
            HelpName = "NAME=NUMBER,...",
        };
        var mode = ChoiceOption.Create("--mode", "How the derivatives are found; all of them side by side by default.", "--mode",
            [("all", TraceMode.All), ("reverse", TraceMode.Reverse), ("forward", TraceMode.Forward), ("symbolic", TraceMode.Symbolic),
                ("numeric", TraceMode.Numeric)]);
        var granularity = GranularityOption.Create();
        var json = new Option<bool>("--json") { Description = "Standard output is JSON lines only: a start, every step, an end." };
        var svg = new Option<string?>("--svg")
        {
            Description = "Writes the graph with values, adjoints and local derivatives into a picture.",
            HelpName = "FILE",
        };
        var command = new Command("trace", "Shows every step of a formula: values, tangents, adjoints, and derivatives by four methods.")
        {
            formula, at, mode, granularity, json, svg,
        };
        command.SetAction(result => TraceRun.Execute(new TraceOptions(
            result.GetValue(formula)!, result.GetValue(at) ?? [], result.GetValue(mode),
            result.GetValue(granularity) == Granularity.Elementary, result.GetValue(json),
            result.GetValue(svg))));
        return command;
    }
}
