using System.CommandLine;
using System.Globalization;
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
            var splits = DataCatalogue.Find(result.GetValue(data.Data) ?? session.Config.Data).Load(data.Location(result));
            session.RequireFits(splits);
            var examples = splits.Test;
            var confusion = new ConfusionMatrix(Math.Max(examples.Classes.Count, 1));
            var score = Evaluator.Measure(session.Model, session.Task, examples, also: [confusion]);
            if (result.GetValue(json)) WriteJson(session, examples.Name, score, confusion);
            else WriteText(session, examples.Name, examples.Classes, score, confusion);
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteJson(RunSession session, string data, Score score, ConfusionMatrix confusion) =>
        StandardStreams.Output.WriteLine(JsonLine.Build("eval", line =>
    {
        line.Text("model", session.Config.Model);
        line.Text("data", data);
        line.Number("samples", score.Count);
        line.Number("test_loss", score.Loss);
        line.Number("test_acc", score["acc"]);
        line.Numbers("recall", [.. Enumerable.Range(0, confusion.Classes).Select(row => Recall(confusion, row))]);
    }));

    private static void WriteText(RunSession session, string data, IReadOnlyList<string> classes, Score score, ConfusionMatrix confusion)
    {
        var output = StandardStreams.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{session.Config.Model}, trained on {session.Config.Data}, on the {score.Count:N0} test examples of {data}: loss "
                + $"{score.Loss:0.0000}, accuracy {score["acc"]:0.0000}"));
        output.WriteLine();
        var width = Math.Max(classes.Max(name => name.Length), 4);
        output.WriteLine($"{"true".PadRight(width)}  recall  most often taken for");
        for (var row = 0; row < classes.Count; row++)
        {
            var others = Enumerable.Range(0, classes.Count).Where(column => column != row && confusion[row, column] > 0)
                .OrderByDescending(column => confusion[row, column]).Take(3)
                    .Select(column => $"{classes[column]} ({confusion[row, column]})");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{classes[row].PadRight(width)}  "
                + $"{Recall(confusion, row):0.0000}  {string.Join(", ", others)}"));
        }
    }

    private static double Recall(ConfusionMatrix confusion, int row)
    {
        var all = Enumerable.Range(0, confusion.Classes).Sum(column => confusion[row, column]);
        return all == 0 ? 0 : (double)confusion[row, row] / all;
    }
}
