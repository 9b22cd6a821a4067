using System.Globalization;
using System.Text;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>Draws loss and accuracy by epoch, training beside validation, as an SVG that stands alone.</summary>
public static class TrainingCurve
{
    private const int PanelWidth = 360;
    private const int PanelHeight = 240;
    private const int Left = 56;
    private const int Right = 24;
    private const int Top = 56;
    private const int Gap = 72;
    private const string TrainColour = "#1f6fb4";
    private const string ValidationColour = "#d2691e";

    /// <summary>The picture of a run's epochs.</summary>
    /// <param name="title">Stands above the panels.</param>
    /// <param name="epochs">The epochs in order; may be empty.</param>
    public static string ToSvg(string title, IReadOnlyList<EpochMetrics> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        const int width = 2 * (Left + PanelWidth) + Gap + Right;
        const int height = Top + PanelHeight + 56;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" """
            + $"""width="{width}" height="{height}" font-family="sans-serif" font-size="12">""").Append('\n');
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{width}" height="{height}" fill="#ffffff"/><text x="{Left}" y="24" """
            + $"""font-size="16">{Escape(title)}</text>""").Append('\n');
        Panel(svg, Left, "loss", epochs, epoch => epoch.Train.Loss, epoch => epoch.Validation?.Loss ?? double.NaN);
        Panel(svg, 2 * Left + PanelWidth + Gap, "accuracy", epochs, epoch => epoch.Train.Accuracy,
            epoch => epoch.Validation?.Accuracy ?? double.NaN);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, int x, string name, IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double> train,
        Func<EpochMetrics, double> validation)
    {
        var values = epochs.SelectMany(epoch => new[] { train(epoch), validation(epoch) }).Where(double.IsFinite).DefaultIfEmpty(0)
            .ToArray();
        var axis = Axis.Over(values.Min(), values.Max());
        svg.Append(CultureInfo.InvariantCulture, $"""<g transform="translate({x} {Top})"><text x="0" y="-10">{name}</text>""").Append('\n');
        foreach (var tick in axis.Ticks)
        {
            var y = PanelHeight * (1 - axis.Fraction(tick));
            svg.Append(CultureInfo.InvariantCulture,
                $"""<line x1="0" x2="{PanelWidth}" y1="{y:0.#}" y2="{y:0.#}" stroke="#dddddd"/><text x="-6" y="{y + 4:0.#}" """
                + $"""text-anchor="end">{tick:0.####}</text>""").Append('\n');
        }
        var every = Math.Max(1, (epochs.Count + 9) / 10);
        for (var i = 0; i < epochs.Count; i += every)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"""<text x="{X(i, epochs.Count):0.#}" y="{PanelHeight + 16}" text-anchor="middle">{epochs[i].Epoch}</text>""")
                .Append('\n');
        }
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{PanelWidth / 2}" y="{PanelHeight + 34}" text-anchor="middle">epoch</text>""")
            .Append('\n');
        Line(svg, epochs, train, axis, TrainColour);
        Line(svg, epochs, validation, axis, ValidationColour);
        svg.Append(CultureInfo.InvariantCulture,
            $"""<text x="{PanelWidth - 72}" y="-10" text-anchor="end" fill="{TrainColour}">training</text>""");
        if (epochs.Any(epoch => epoch.Validation is not null))
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"""<text x="{PanelWidth}" y="-10" text-anchor="end" fill="{ValidationColour}">validation</text>""");
        }
        svg.Append("</g>\n");
    }

    private static void Line(StringBuilder svg, IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double> value, Axis axis,
        string colour)
    {
        var points = Enumerable.Range(0, epochs.Count).Where(i => double.IsFinite(value(epochs[i])))
            .Select(i => (X: X(i, epochs.Count), Y: PanelHeight * (1 - axis.Fraction(value(epochs[i]))), Value: value(epochs[i]),
                epochs[i].Epoch)).ToArray();
        if (points.Length == 0) return;
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        svg.Append(CultureInfo.InvariantCulture, $"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>""")
            .Append('\n');
        foreach (var point in points)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"""<circle cx="{point.X:0.#}" cy="{point.Y:0.#}" r="3" fill="{colour}"><title>epoch {point.Epoch}: """
                + $"""{point.Value:0.####}</title></circle>""").Append('\n');
        }
    }

    private static double X(int index, int count) => count == 1 ? PanelWidth / 2.0 : (double)PanelWidth * index / (count - 1);

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>A scale whose marks are round numbers.</summary>
    private readonly record struct Axis(double Low, double High, double Step)
    {
        public IEnumerable<double> Ticks
        {
            get
            {
                for (var i = 0; Low + i * Step <= High + Step / 2; i++) yield return Low + i * Step;
            }
        }

        public static Axis Over(double least, double greatest)
        {
            var range = Math.Max(greatest - least, 1e-6);
            var power = Math.Pow(10, Math.Floor(Math.Log10(range / 4)));
            double[] steps = [1, 2, 5, 10];
            var step = power * steps.First(factor => range / (power * factor) <= 5);
            return new Axis(Math.Floor(least / step) * step, Math.Ceiling(greatest / step) * step, step);
        }

        public double Fraction(double value) => High > Low ? (value - Low) / (High - Low) : 0.5;
    }
}
