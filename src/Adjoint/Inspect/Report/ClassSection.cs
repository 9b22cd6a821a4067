using System.Globalization;
using Adjoint.Graphs.Drawing;
using Adjoint.Metrics;

namespace Adjoint.Inspect;

/// <summary>Which classes were taken for which.</summary>
internal static class ClassSection
{
    private const int MostColumns = 25;
    private const int MostPoints = 500;

    public static void Add(HtmlPage page, TestOutcome test)
    {
        var (confusion, names) = (test.Confusion!, test.Data.Classes);
        page.Heading("Classes");
        AddRates(page, confusion, names);
        if (names.Count <= MostColumns) AddMatrix(page, confusion, names);
        else page.Charts(Heatmap(confusion));
        if (names.Count == 2 && confusion.CountOf(0) > 0 && confusion.CountOf(1) > 0) AddRoc(page, test, names[1]);
    }

    private static void AddRates(HtmlPage page, ConfusionMatrix confusion, IReadOnlyList<string> names) => page.Table(
        [new("class"), new("precision", true), new("recall", true), new("F1", true), new("examples", true)],
        [
            .. names.Select((name, c) => (string[])[name, ReportText.Fraction(confusion.PrecisionOf(c)),
                ReportText.Fraction(confusion.RecallOf(c)), ReportText.Fraction(confusion.F1Of(c)),
                ReportText.Number(confusion.CountOf(c))]),
            ["mean of the classes", Mean(names.Count, confusion.PrecisionOf), Mean(names.Count, confusion.RecallOf),
                Mean(names.Count, confusion.F1Of), ReportText.Number(confusion.Count)],
        ]);

    private static void AddMatrix(HtmlPage page, ConfusionMatrix confusion, IReadOnlyList<string> names)
    {
        page.Paragraph("True classes as rows, predicted ones as columns; the colour is the fraction of the row.", faint: true);
        var fractions = confusion.Normalized(Normalization.Targets);
        page.Table([new("true"), .. names.Select(name => new HtmlColumn(name, true))],
            names.Select((name, row) => (string[])[name, .. names.Select((_, column) => ReportText.Number(confusion[row, column]))]),
            (row, column) => column == 0 ? 0 : fractions[row, column - 1]);
    }

    private static string Heatmap(ConfusionMatrix confusion) => new Heatmap
    {
        Title = "confusion: fraction of each true class",
        Values = confusion.Normalized(Normalization.Targets),
        XName = "predicted class",
        YName = "true class",
    }.ToSvg();

    private static void AddRoc(HtmlPage page, TestOutcome test, string positive)
    {
        var count = (int)test.Confusion!.Count;
        double[] scores = [.. Enumerable.Range(0, count).Select(test.SecondClassScore)];
        long[] targets = [.. Enumerable.Range(0, count).Select(example => (long)test.Target(example))];
        var curve = new RocCurve(scores, targets);
        var every = Math.Max(1, curve.Points.Count / MostPoints);
        var points = curve.Points.Where((_, index) => index % every == 0 || index == curve.Points.Count - 1)
            .Select(point => new ChartPoint(point.FalsePositiveRate, point.TruePositiveRate));
        page.Charts(new LineChart
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"ROC of {positive}: area {curve.Area:0.0000}"),
            XName = "false positive rate",
            YName = "true positive rate",
            Width = 360,
            Height = 360,
            XAxis = ChartAxis.Between(0, 1),
            YAxis = ChartAxis.Between(0, 1),
            Series = [new("the network", [.. points]), new("guessing", [new(0, 0), new(1, 1)]) { IsDashed = true }],
        }.ToSvg());
    }

    private static string Mean(int classes, Func<int, double> rate) => ReportText.Fraction(Enumerable.Range(0, classes).Average(rate));
}
