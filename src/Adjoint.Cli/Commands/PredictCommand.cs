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
            Description = "A table for a network of a table (CSV, its target may be missing); else a PGM image of the network's size, an IDX "
                + "file of images (gzip or not), or test:N for test example N.",
        };
        var data = new DataOptions(DataOptions.DataOfRun);
        var output = new Option<string?>("--out") { Description = "Tables: the file to write instead of standard output.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Standard output is JSON lines only." };
        var command = new Command("predict", "Says what a trained network takes images for, or predicts the rows of a table.") { run, input };
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
        var input = Tensor.From<float>(image, Shape.Create([1, .. session.InputShape]));
        var probabilities = session.Model.Forward(input).Softmax().ToArray<float>();
        var order = Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).ToArray();
        var classes = session.Config.Classes;
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
        if (draw) StandardStreams.Output.Write(CharacterImage.Draw(image, session.InputShape[^1]));
        var shown = order.Take(Shown).Select(i => string.Create(CultureInfo.InvariantCulture, $"{classes[i]} {probabilities[i]:0.0000}"));
        StandardStreams.Output.WriteLine($"{index}: {string.Join("  ", shown)}");
    }
}
