using Adjoint.Data;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>The figures that the run came to.</summary>
internal static class ResultSection
{
    public static void Add(HtmlPage page, Score? test, TableConfig? table, CrossValidationResult? folds, string? problem)
    {
        page.Heading("Result");
        if (test is { } score && !double.IsNaN(score.Loss))
        {
            page.Tiles(Tiles(score));
            if (table?.Encoder.Target is ValueTarget target)
            {
                page.Paragraph($"Errors are in the unit of {target.Name}. An R2 of 0 is that of always predicting the mean, "
                    + $"{ReportText.Number(target.Mean)}; its root mean squared error is about the standard deviation, "
                    + $"{ReportText.Number(target.StandardDeviation)}. The loss is that of the standardized target.", faint: true);
            }
        }
        else
        {
            page.Paragraph("The test examples were not measured.");
        }
        if (problem is not null) page.Paragraph(problem);
        if (folds is not null) AddFolds(page, folds);
    }

    private static IEnumerable<(string Name, string Value)> Tiles(Score score)
    {
        foreach (var metric in score.Metrics) yield return (ReportText.Metric(metric.Name), ReportText.Number(metric.Value));
        yield return ("loss", ReportText.Number(score.Loss));
        if (score.Count > 0) yield return ("test examples", ReportText.Number(score.Count));
    }

    private static void AddFolds(HtmlPage page, CrossValidationResult folds)
    {
        page.Paragraph($"Cross-validation in {folds.Folds.Count} folds of the rows outside the test part:");
        HtmlColumn[] columns = [new("fold"), .. folds.Names.Select(name => new HtmlColumn(ReportText.Metric(name), IsNumber: true))];
        page.Table(columns,
        [
            .. folds.Folds.Select((score, index) => (string[])
                [ReportText.Number(index + 1), .. folds.Names.Select(name => ReportText.Number(score[name]))]),
            ["mean", .. folds.Names.Select(name => ReportText.Number(folds.Mean(name)))],
            ["standard deviation", .. folds.Names.Select(name => ReportText.Number(folds.StandardDeviation(name)))],
        ]);
    }
}
