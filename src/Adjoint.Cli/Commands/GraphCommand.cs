using System.CommandLine;
using Adjoint.Models;
using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary><c>graph MODEL|EXPR</c>: the computation graph as a table, a drawing, a Graphviz file or JSON.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("MODEL|EXPR")
        {
            Description = "A network (" + string.Join(", ", ModelCatalogue.Entries.Select(entry => entry.Name))
                + ") or a formula, such as \"ln(x1) + x1*x2 - sin(x2)\"; - reads a formula from standard input. Functions: "
                + string.Join(", ", FormulaParser.Functions) + ".",
        };
        var svg = new Option<string?>("--svg") { Description = "Draws the graph into this file.", HelpName = "FILE" };
        var dot = new Option<string?>("--dot") { Description = "Writes the graph for Graphviz into this file.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Writes the graph to standard output as one line of JSON." };
        const string collapsing = "Joins the steps of a module to one node, by the first N names of its path.";
        var collapse = new NumberOption<int>("--collapse", collapsing, 1, 1000);
        collapse.Option.Aliases.Add("--depth");
        var full = new Option<bool>("--full") { Description = "Shows every step of a large network, too, and not its modules." };
        var input = new ModelInput();
        var granularity = GranularityOption.Create();
        var command = new Command("graph", "Shows the computation graph of a network or a formula: order, depth, fan-out, shapes.")
        {
            subject, svg, dot, json, collapse.Option, full, input.Option, granularity,
        };
        command.SetAction(result => GraphRun.Execute(new GraphOptions(result.GetValue(subject)!, result.GetValue(svg), result.GetValue(dot),
            result.GetValue(json), result.GetValue(collapse.Option), result.GetValue(full), result.GetValue(input.Option),
            result.GetValue(granularity))));
        return command;
    }
}
