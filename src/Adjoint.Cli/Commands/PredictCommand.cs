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
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "A table for a network of a table (CSV, its target may be missing); else images, one or more of: a PNG of any "
                + "size, which is resized and cut to the network's, a PGM of the network's size, an IDX file of images (gzip or not), or "
                + "test:N for test example N.",
            Arity = ArgumentArity.OneOrMore,
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
            run, inputs,
        };
        data.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.SetAction(result =>
        {
            var session = RunSession.Open(result.GetValue(run)!);
            var given = result.GetValue(inputs)!;
            if (session.Table is { } table)
            {
                if (given.Length > 1) throw new UsageException($"one table at a time, and {given.Length} were given.");
                return TablePredict.Execute(session, table, given[0], result.GetValue(output), result.GetValue(json));
            }
            if (result.GetValue(output) is not null) throw new UsageException("--out is for the predictions of a table.");
            var location = data.Location(result);
            var splits = new Lazy<DataSplits>(() => DataCatalogue.Find(result.GetValue(data.Data) ?? session.Config.Data).Load(location));
            foreach (var input in given) PredictImages(session, input, given.Length > 1, splits, result.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void PredictImages(RunSession session, string input, bool isOneOfMany, Lazy<DataSplits> data, bool json)
    {
        var images = PredictInput.Load(input, session, () => data.Value);
        for (var i = 0; i < images.Count; i++)
            Predict(session, images[i], new Subject(isOneOfMany ? input : null, i, images.Count), json, images.Count <= Shown);
    }

    private static void Predict(RunSession session, float[] image, Subject subject, bool json, bool draw)
    {
        using var noGrad = NoGrad.Begin();
        var output = session.Model.Forward(Tensor.From<float>(session.Normalized(image), Shape.Create([1, .. session.InputShape])));
        // Colours cannot be drawn with characters.
        if (draw && !json && session.InputShape is not [> 1, _, _])
            StandardStreams.Output.Write(CharacterImage.Draw(image, session.InputShape[^1]));
        if (session.Task.JudgesClasses)
        {
            SayClasses(session.Config.Classes, session.Task.Probabilities(output).ToArray<float>(), subject, json);
            return;
        }
        var values = output.ToArray<float>();
        // An image that was made again is looked at, not read.
        if (!json && values.Length == image.Length) StandardStreams.Output.Write(CharacterImage.Draw(values, session.InputShape[^1]));
        else SayValues(session.Config.TargetNames, values, subject, json);
    }

    private static void SayClasses(IReadOnlyList<string> classes, float[] probabilities, Subject subject, bool json)
    {
        var order = Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).ToArray();
        if (json)
        {
            StandardStreams.Output.WriteLine(JsonLine.Build("prediction", line =>
            {
                subject.Write(line);
                line.Text("class", classes[order[0]]);
                line.Number("probability", probabilities[order[0]]);
                line.Numbers("probabilities", [.. probabilities.Select(value => (double)value)]);
            }));
            return;
        }
        var shown = order.Take(Shown).Select(i => string.Create(CultureInfo.InvariantCulture, $"{classes[i]} {probabilities[i]:0.0000}"));
        StandardStreams.Output.WriteLine($"{subject}: {string.Join("  ", shown)}");
    }

    // A value without a name stands alone.
    private static void SayValues(IReadOnlyList<string> names, float[] values, Subject subject, bool json)
    {
        if (json)
        {
            StandardStreams.Output.WriteLine(JsonLine.Build("prediction", line =>
            {
                subject.Write(line);
                line.Numbers("values", [.. values.Select(value => (double)value)]);
            }));
            return;
        }
        var shown = values.Select((value, i) => string.Create(CultureInfo.InvariantCulture,
            $"{(names.Count == values.Length ? names[i] + " " : "")}{value:0.0000}"));
        StandardStreams.Output.WriteLine($"{subject}: {string.Join("  ", shown)}");
    }

    /// <summary>The image that a prediction is about.</summary>
    /// <param name="Input">The INPUT that it is from; null if there is only one.</param>
    /// <param name="Index">Its place there.</param>
    /// <param name="Count">The images there.</param>
    private readonly record struct Subject(string? Input, int Index, int Count)
    {
        public void Write(JsonLine line)
        {
            line.Number("index", Index);
            if (Input is not null) line.Text("input", Input);
        }

        public override string ToString() => Input is null ? string.Create(CultureInfo.InvariantCulture, $"{Index}")
            : Count == 1 ? Input
            : string.Create(CultureInfo.InvariantCulture, $"{Input}, {Index}");
    }
}
