using System.CommandLine;
using Adjoint.Data;
using Adjoint.Metrics;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary><c>eval RUN</c>: measures a trained network on test examples.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The run folder." };
        var data = new DataOptions(DataOptions.DataOfRun);
        var json = new Option<bool>("--json") { Description = "Standard output is one JSON line." };
        var command = new Command("eval", "Measures a trained network on the test examples of its data set, or of another one.") { run };
        data.AddTo(command);
        command.Add(json);
        command.SetAction(result =>
        {
            var session = RunSession.Open(result.GetValue(run)!);
            var report = Measure(session, session.Table is { } table ? TableEval.Load(table, data, result) : Load(session, data, result));
            StandardStreams.Output.WriteLine(result.GetValue(json) ? report.ToJson() : report.ToText());
            return ExitCode.Done;
        });
        return command;
    }

    private static DataSet Load(RunSession session, DataOptions data, ParseResult result)
    {
        var splits = DataCatalogue.Find(result.GetValue(data.Data) ?? session.Config.Data).Load(data.Location(result));
        return session.Fit(splits).Test;
    }

    private static EvalReport Measure(RunSession session, DataSet examples)
    {
        if (examples.Count == 0) throw new InvalidDataException($"{examples.Name}: there are no examples to measure on.");
        var confusion = session.Task.JudgesClasses ? new ConfusionMatrix(examples.Classes.Count) : null;
        var score = Evaluator.Measure(session.Model, session.Task, examples, also: confusion is null ? null : [confusion]);
        return new EvalReport(session.Config, examples, score, confusion);
    }
}
