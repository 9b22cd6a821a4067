using Adjoint.Data;
using Adjoint.IO;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary><c>predict RUN FILE.csv</c>: the rows of a table with what a network predicts for them.</summary>
internal static class TablePredict
{
    /// <param name="session">The network.</param>
    /// <param name="config">The table it was trained on.</param>
    /// <param name="input">A table with the columns that the network needs.</param>
    /// <param name="output">The file to write; null for standard output.</param>
    /// <param name="json">JSON lines instead of CSV.</param>
    public static int Execute(RunSession session, TableConfig config, string input, string? output, bool json)
    {
        if (session.Task is Reconstruction)
            throw new UsageException($"{session.Config.Model} was trained to tell its input again, and predicts nothing of a table.");
        if (output is not null && (IsSame(output, input) || IsSame(output, config.File)))
        {
            throw new UsageException($"--out {output} would replace the {(IsSame(output, input) ? "table to predict" : "run's own table")}. "
                + "Hint: give another file.");
        }
        var identifiers = config.Encoder.Dropped.Where(column => column.IsIdentifier).Select(column => column.Name).ToArray();
        var table = config.ReadFurther(input, withTarget: false, identifiers);
        if (table.RowCount == 0) throw new InvalidDataException($"{input}: there are no rows, only the names of the columns.");
        TableEval.Say(config.Encoder, table);
        var predictions = new TablePredictor(session.Model, config.Encoder).Predict(table);
        var shown = identifiers.Select(table.Find).OfType<TableColumn>().ToArray();
        if (output is null) Write(StandardStreams.Output, predictions, shown, json);
        else AtomicFile.Write(output, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            Write(writer, predictions, shown, json);
        });
        return ExitCode.Done;
    }

    // Links and other spellings of one file are told by where they lead to.
    private static bool IsSame(string path, string other) =>
        File.Exists(path) && File.Exists(other) && Target(path).Equals(Target(other), StringComparison.Ordinal);

    private static string Target(string path) => new FileInfo(path) is var file && file.ResolveLinkTarget(returnFinalTarget: true) is { } end
        ? end.FullName
        : file.FullName;

    private static void Write(TextWriter writer, TablePredictions predictions, TableColumn[] identifiers, bool json)
    {
        if (json) WriteJson(writer, predictions, identifiers);
        else predictions.WriteCsv(writer, identifiers);
        writer.Flush();
    }

    private static void WriteJson(TextWriter writer, TablePredictions predictions, TableColumn[] identifiers)
    {
        for (var row = 0; row < predictions.Count; row++)
        {
            var current = row;
            writer.WriteLine(JsonLine.Build("prediction", line =>
            {
                line.Number("row", current + 1);
                if (identifiers.Length > 0)
                {
                    line.Object("id", id =>
                    {
                        foreach (var column in identifiers) id.Text(column.Name, column.Text(current));
                    });
                }
                if (predictions.Classes.Count == 0)
                {
                    line.Number("prediction", predictions.Value(current));
                    return;
                }
                line.Text("prediction", predictions.Text(current));
                line.Numbers("probabilities", predictions.Probabilities(current));
            }));
        }
    }
}
