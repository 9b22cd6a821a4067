namespace Adjoint.Inspect;

/// <summary>What a linear model says of the columns.</summary>
internal static class CoefficientSection
{
    private const int MostOutputs = 10;
    private const int MostInputs = 200;

    public static void Add(HtmlPage page, LinearCoefficients linear)
    {
        page.Heading("Coefficients");
        if (linear.Outputs.Count > MostOutputs)
        {
            page.Paragraph($"{linear.Outputs.Count} outputs are too many to show.");
            return;
        }
        page.Paragraph("The change of the output when the column grows by 1, in the units of the table. The effect is that of one standard "
            + "deviation (of the change from 0 to 1 for a category), by which columns can be compared: the largest come first.",
            faint: true);
        int[] order = [.. Enumerable.Range(0, linear.Features.Count).OrderByDescending(j => Largest(linear, j)).Take(MostInputs)];
        page.Table([new("input"), .. linear.Outputs.SelectMany(name => (HtmlColumn[])[new(name, true), new("effect", true)])],
        [
            ["(intercept)", .. linear.Intercepts.SelectMany(value => (string[])[ReportText.Number(value), ""])],
            .. order.Select(j => (string[])[linear.Features[j], .. Enumerable.Range(0, linear.Outputs.Count).SelectMany(output =>
                (string[])[ReportText.Number(linear.Coefficients[output, j]), ReportText.Number(linear.Effects[output, j])])]),
        ]);
    }

    private static double Largest(LinearCoefficients linear, int input) =>
        Enumerable.Range(0, linear.Outputs.Count).Max(output => Math.Abs(linear.Effects[output, input]));
}
