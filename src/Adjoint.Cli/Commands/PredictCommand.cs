using System.CommandLine;
using System.Globalization;
using Adjoint.Data;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary><c>predict RUN INPUT</c>: uses a trained network on images.</summary>
internal static class PredictCommand
{
    private const int Shown = 3;

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The run folder." };
        var input = new Argument<string>("INPUT")
        {
            Description = "A table for a network of a table (CSV, its target may be missing); else a PGM image of the network's size, an "
                + "IDX file of images (gzip or not), or test:N for test example N.",
        };
        var data = new DataOptions(DataOptions.DataOfRun);
        var output = new Option<string?>("--out")
        {
            Description = "Tables: the file to write instead of standard output.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Standard output is JSON lines only." };
        var command = new Command("predict", "Says what a trained network takes images for, or predicts the rows of a table.")
        {
            run, input,
        };
        data.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.SetAction(result =>
        {
            var session = RunSession.Open(result.GetValue(run)!);
            if (session.Table is { } table)
                return TablePredict.Execute(session, table, result.GetValue(input)!, result.GetValue(output), result.GetValue(json));
            if (result.GetValue(output) is not null) throw new UsageException("--out is for the predictions of a table.");
            var source = DataCatalogue.Find(result.GetValue(data.Data) ?? session.Config.Data);
            var images = PredictInput.Load(result.GetValue(input)!, session, () => source.Load(data.Location(result)));
            for (var i = 0; i < images.Count; i++) Predict(session, images[i], i, result.GetValue(json), draw: images.Count <= Shown);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Predict(RunSession session, float[] image, int index, bool json, bool draw)
    {
        using var noGrad = NoGrad.Begin();
        var output = session.Model.Forward(Tensor.From<float>(image, Shape.Create([1, .. session.InputShape])));
        if (draw && !json) StandardStreams.Output.Write(CharacterImage.Draw(image, session.InputShape[^1]));
        if (session.Task.JudgesClasses)
        {
            SayClasses(session.Config.Classes, session.Task.Probabilities(output).ToArray<float>(), index, json);
            return;
        }
        var values = output.ToArray<float>();
        // An image that was made again is looked at, not read.
        if (!json && values.Length == image.Length) StandardStreams.Output.Write(CharacterImage.Draw(values, session.InputShape[^1]));
        else SayValues(session.Config.TargetNames, values, index, json);
    }

    private static void SayClasses(IReadOnlyList<string> classes, float[] probabilities, int index, bool json)
    {
        var order = Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).ToArray();
        if (json)
        {
            StandardStreams.Output.WriteLine(JsonLine.Build("prediction", line =>
            {
                line.Number("index", index);
                line.Text("class", classes[order[0]]);
                line.Number("probability", probabilities[order[0]]);
                line.Numbers("probabilities", [.. probabilities.Select(value => (double)value)]);
            }));
            return;
        }
        var shown = order.Take(Shown).Select(i => string.Create(CultureInfo.InvariantCulture, $"{classes[i]} {probabilities[i]:0.0000}"));
        StandardStreams.Output.WriteLine($"{index}: {string.Join("  ", shown)}");
    }

    // A value without a name stands alone.
    private static void SayValues(IReadOnlyList<string> names, float[] values, int index, bool json)
    {
        if (json)
        {
            StandardStreams.Output.WriteLine(JsonLine.Build("prediction", line =>
            {
                line.Number("index", index);
                line.Numbers("values", [.. values.Select(value => (double)value)]);
            }));
            return;
        }
        var shown = values.Select((value, i) => string.Create(CultureInfo.InvariantCulture,
            $"{(names.Count == values.Length ? names[i] + " " : "")}{value:0.0000}"));
        StandardStreams.Output.WriteLine($"{index}: {string.Join("  ", shown)}");
    }
}
