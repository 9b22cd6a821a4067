using System.Globalization;
using System.Text;
using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Metrics;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>What <c>eval</c> found: loss and metrics, and class by class what was right.</summary>
internal sealed class EvalReport(RunConfig config, DataSet examples, Score score, ConfusionMatrix? confusion)
{
    // Wider than that, a matrix is no help to the eye.
    private const int MostColumns = 20;
    private const int MostMistaken = 3;

    public string ToJson() => JsonLine.Build("eval", line =>
    {
        line.Text("model", config.Model);
        line.Text("data", examples.Name);
        line.Text("task", config.Task);
        line.Number("samples", score.Count);
        line.Number("test_loss", score.Loss);
        foreach (var metric in score.Metrics) line.Number($"test_{metric.Name}", metric.Value);
        if (confusion is not null) WriteClasses(line, confusion);
    });

    public string ToText()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{config.Model}, trained on {config.Data}, on the "
            + $"{score.Count:N0} test examples of {examples.Name}: {ScoreText.Full(score)}");
        if (confusion is null) return text.ToString();
        text.Append("\n\n");
        AppendClasses(text, confusion);
        if (confusion.Classes <= MostColumns) text.Append("\n\n").Append(confusion.ToString(examples.Classes));
        return text.ToString();
    }

    private static void WriteClasses(JsonLine line, ConfusionMatrix confusion)
    {
        line.Numbers("precision", Each(confusion.PrecisionOf));
        line.Numbers("recall", Each(confusion.RecallOf));
        line.Numbers("f1", Each(confusion.F1Of));
        line.Number("f1_macro", Each(confusion.F1Of).Average());
        line.Table("confusion", confusion.Classes, (row, column) => confusion[row, column]);

        double[] Each(Func<int, double> of) => [.. Enumerable.Range(0, confusion.Classes).Select(of)];
    }

    private void AppendClasses(StringBuilder text, ConfusionMatrix confusion)
    {
        var width = Math.Max(examples.Classes.Max(name => name.Length), "class".Length);
        text.Append($"{"class".PadRight(width)}  precision  recall  F1      examples  most often taken for");
        for (var c = 0; c < confusion.Classes; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{examples.Classes[c].PadRight(width)}  {confusion.PrecisionOf(c):0.0000}     "
                + $"{confusion.RecallOf(c):0.0000}  {confusion.F1Of(c):0.0000}  {confusion.CountOf(c),8}  {Mistaken(confusion, c)}");
        }
    }

    private string Mistaken(ConfusionMatrix confusion, int row)
    {
        var others = Enumerable.Range(0, confusion.Classes).Where(column => column != row && confusion[row, column] > 0)
            .OrderByDescending(column => confusion[row, column]).Take(MostMistaken);
        return string.Join(", ", others.Select(column => $"{examples.Classes[column]} ({confusion[row, column]})"));
    }
}
