using Adjoint.Data;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Inspect;

/// <summary>How far predicted values are from the right ones, and where they are farthest.</summary>
internal static class ValueSection
{
    private const int MostPoints = 1000;
    private const int MostErrors = 12;
    private const int MostColumns = 8;
    private const int Bars = 30;

    public static void Add(HtmlPage page, TestOutcome test, TableConfig? table, TabularData? rows)
    {
        var target = table?.Encoder.Target as ValueTarget;
        var name = test.Data.TargetNames[0];
        var (actual, predicted) = (new double[test.Score.Count], new double[test.Score.Count]);
        for (var i = 0; i < actual.Length; i++)
        {
            actual[i] = target?.Restore(test.Target(i)) ?? test.Target(i);
            predicted[i] = target?.Restore(test.Output(i)) ?? test.Output(i);
        }
        page.Heading("Predictions");
        // Evenly through the test examples, whatever their number.
        var every = (actual.Length + MostPoints - 1) / MostPoints;
        if (every > 1) page.Paragraph($"The pictures show every {every}th of {ReportText.Number(actual.Length)} test examples.",
            faint: true);
        int[] shown = [.. Enumerable.Range(0, actual.Length).Where(i => i % every == 0)];
        page.Charts(Against(name, actual, predicted, shown), Residuals(name, actual, predicted, shown), Histogram(actual, predicted));
        AddErrors(page, actual, predicted, rows);
    }

    private static string Against(string name, double[] actual, double[] predicted, int[] shown)
    {
        var (low, high) = (Math.Min(actual.Min(), predicted.Min()), Math.Max(actual.Max(), predicted.Max()));
        return new LineChart
        {
            Title = "predicted against actual",
            XName = $"actual {name}",
            YName = "predicted",
            Width = 400,
            Height = 360,
            YAxis = ChartAxis.Over([low, high]),
            Series = [Dots("test examples", shown, i => actual[i], i => predicted[i]),
                new("exact", [new(low, low), new(high, high)]) { IsDashed = true }],
        }.ToSvg();
    }

    private static string Residuals(string name, double[] actual, double[] predicted, int[] shown) => new LineChart
    {
        Title = "errors by prediction",
        XName = $"predicted {name}",
        YName = "predicted - actual",
        Width = 400,
        Height = 360,
        Series =
        [
            Dots("test examples", shown, i => predicted[i], i => predicted[i] - actual[i]),
            new("exact", [new(predicted.Min(), 0), new(predicted.Max(), 0)]) { IsDashed = true },
        ],
    }.ToSvg();

    private static string Histogram(double[] actual, double[] predicted)
    {
        var errors = actual.Zip(predicted, (right, guess) => guess - right).ToArray();
        var reach = Math.Max(errors.Max(Math.Abs), double.Epsilon);
        var counts = new int[Bars];
        foreach (var error in errors) counts[Math.Clamp((int)((error / reach + 1) / 2 * Bars), 0, Bars - 1)]++;
        var width = 2 * reach / Bars;
        return new LineChart
        {
            Title = "how large the errors are",
            XName = "predicted - actual",
            YName = "test examples",
            Width = 400,
            Height = 240,
            // Steps: each bar from its left end to its right one.
            Series = [new("", [.. counts.SelectMany((count, bar) => new[]
                { new ChartPoint(bar * width - reach, count), new ChartPoint((bar + 1) * width - reach, count) })])],
        }.ToSvg();
    }

    private static ChartSeries Dots(string name, int[] shown, Func<int, double> x, Func<int, double> y) =>
        new(name, [.. shown.Select(i => new ChartPoint(x(i), y(i)))]) { HasLine = false, HasMarkers = true };

    private static void AddErrors(HtmlPage page, double[] actual, double[] predicted, TabularData? rows)
    {
        var worst = Enumerable.Range(0, actual.Length).OrderByDescending(i => Math.Abs(predicted[i] - actual[i])).Take(MostErrors);
        var columns = rows is null ? [] : rows.Encoder.Columns.Take(MostColumns).Select(column => rows.Table.Column(column.Name)).ToArray();
        page.Paragraph("The largest errors:");
        page.Table(
            [new("example"), new("actual", true), new("predicted", true), new("error", true), .. columns.Select(column =>
                new HtmlColumn(column.Name, column.Kind == ColumnKind.Number))],
            worst.Select(i => (string[])[rows is null ? $"test:{i}" : rows.Table.RowName(rows.Split.Test[i]), ReportText.Number(actual[i]),
                ReportText.Number(predicted[i]), ReportText.Number(predicted[i] - actual[i]),
                .. columns.Select(column => column.Text(rows!.Split.Test[i]))]));
    }
}
