using System.Globalization;
using Adjoint.Graphs.Drawing;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>Draws loss and accuracy by epoch, training beside validation, as an SVG that stands alone.</summary>
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
        var loss = Panel("loss", epochs, score => score.Loss);
        var accuracy = Panel("accuracy", epochs, score => score.Accuracy);
        return new SvgDocument(loss.TotalWidth + accuracy.TotalWidth, Heading + loss.TotalHeight, title)
            .Add(SvgElement.Text(ChartFrame.LeftMargin, 28, title).Class("strong").Set("style", "font-size:17px"))
            .Add(SvgElement.GroupAt(0, Heading).Add(loss.Draw()), SvgElement.GroupAt(loss.TotalWidth, Heading).Add(accuracy.Draw()))
            .ToString();
    }

    private static LineChart Panel(string name, IReadOnlyList<EpochMetrics> epochs, Func<Score, double> value)
    {
        var every = Math.Max(1, (epochs.Count + MostTicks - 1) / MostTicks);
        var training = Line("training", epochs, epoch => value(epoch.Train));
        var validation = Line("validation", epochs, epoch => epoch.Validation is { } score ? value(score) : double.NaN);
        return new LineChart
        {
            Title = name,
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
