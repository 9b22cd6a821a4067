using System.Globalization;
using Adjoint.Graphs.Drawing;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>Draws loss and metrics by epoch, training beside validation, as an SVG that stands alone.</summary>
public static class TrainingCurve
{
    private const double Heading = 36;
    private const int MostTicks = 10;

    /// <summary>The picture of a run's epochs.</summary>
    /// <param name="title">Stands above the panels.</param>
    /// <param name="epochs">The epochs in order; may be empty.</param>
    public static string ToSvg(string title, IReadOnlyList<EpochMetrics> epochs)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(epochs);
        var panels = Panels(epochs);
        var picture = new SvgDocument(panels.Sum(panel => panel.TotalWidth), Heading + panels.Max(panel => panel.TotalHeight), title)
            .Add(SvgElement.Text(ChartFrame.LeftMargin, 28, title).Class("strong").Set("style", "font-size:17px"));
        var left = 0.0;
        foreach (var panel in panels)
        {
            picture.Add(SvgElement.GroupAt(left, Heading).Add(panel.Draw()));
            left += panel.TotalWidth;
        }
        return picture.ToString();
    }

    /// <summary>The charts one by one: the loss, then each metric.</summary>
    internal static LineChart[] Panels(IReadOnlyList<EpochMetrics> epochs) =>
        [.. Names(epochs).Select(name => Panel(name, epochs, score => score[name]))];

    // Every epoch has the same ones.
    private static IEnumerable<string> Names(IReadOnlyList<EpochMetrics> epochs) =>
        epochs is [var first, ..] ? first.Train.Metrics.Select(metric => metric.Name).Prepend("loss") : ["loss"];

    private static LineChart Panel(string name, IReadOnlyList<EpochMetrics> epochs, Func<Score, double> value)
    {
        var every = Math.Max(1, (epochs.Count + MostTicks - 1) / MostTicks);
        var training = Line("training", epochs, epoch => value(epoch.Train));
        var validation = Line("validation", epochs, epoch => epoch.Validation is { } score ? value(score) : double.NaN);
        return new LineChart
        {
            Title = name == "acc" ? "accuracy" : name,
            XName = "epoch",
            Width = 360,
            Height = 240,
            XTicks = [.. epochs.Where((_, index) => index % every == 0)
                .Select(epoch => ((double)epoch.Epoch, epoch.Epoch.ToString(CultureInfo.InvariantCulture)))],
            Series = epochs.Any(epoch => epoch.Validation is not null) ? [training, validation] : [training],
        };
    }

    private static ChartSeries Line(string name, IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double> value) =>
        new(name, [.. epochs.Select(epoch => new ChartPoint(epoch.Epoch, value(epoch)))]) { HasMarkers = true };
}
