using System.Globalization;

namespace Adjoint.Graphs.Drawing;

/// <summary>
/// A chart of lines or points over two scales, with grid, marks and legend:
/// <c>new LineChart { Title = "loss", XName = "step", Series = [new("training", points)] }.ToSvg()</c>. An immutable value.
/// </summary>
public sealed record LineChart
{
    private const double LegendTop = 46;
    private const double LegendRow = 18;
    private const double Right = 24;

    /// <summary>Stands above the chart.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the scale from left to right counts.</summary>
    public string XName { get; init; } = "";

    /// <summary>What the scale from bottom to top counts.</summary>
    public string YName { get; init; } = "";

    /// <summary>The lines, drawn in this order.</summary>
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    /// <summary>Width of the area inside the scales, in pixels.</summary>
    public double Width { get; init; } = 480;

    /// <summary>Height of the area inside the scales, in pixels.</summary>
    public double Height { get; init; } = 280;

    /// <summary>The scale from left to right; by default just as wide as the points.</summary>
    public ChartAxis? XAxis { get; init; }

    /// <summary>The scale from bottom to top; by default round numbers around the points.</summary>
    public ChartAxis? YAxis { get; init; }

    /// <summary>Whether equal distances from bottom to top are equal ratios; a <see cref="YAxis"/> that is given decides for itself.</summary>
    public bool HasLogarithmicY { get; init; }

    /// <summary>Texts of marks from left to right in place of the scale's own; null for none.</summary>
    public IReadOnlyList<(double Value, string Label)>? XTicks { get; init; }

    /// <summary>Width of the whole drawing in pixels.</summary>
    public double TotalWidth => ChartFrame.LeftMargin + Width + Right;

    /// <summary>Height of the whole drawing in pixels.</summary>
    public double TotalHeight => Top() + Height + ChartFrame.BottomMargin;

    /// <summary>The chart as a file of its own.</summary>
    public string ToSvg() => new SvgDocument(TotalWidth, TotalHeight, Title).Add(Draw()).ToString();

    /// <summary>The chart as a part of another drawing; its left upper corner is the group's origin.</summary>
    public SvgElement Draw()
    {
        var frame = Frame();
        var inside = SvgElement.GroupAt(ChartFrame.LeftMargin, Top()).Add(frame.Draw());
        for (var i = 0; i < Series.Count; i++) inside.Add(DrawSeries(frame, Series[i], Series[i].Colour ?? i));
        var title = SvgElement.Text(ChartFrame.LeftMargin, 24, Title).Class("strong").Set("style", "font-size:15px");
        return SvgElement.Group().Add(title, Legend(), inside);
    }

    /// <summary>The area with its scales, to draw more on top at the right places.</summary>
    public ChartFrame Frame()
    {
        var points = Series.SelectMany(series => series.Points);
        var x = XAxis ?? Tight([.. points.Select(point => point.X).Where(double.IsFinite)]);
        var y = YAxis ?? ChartAxis.Over(points.Select(point => point.Y), HasLogarithmicY);
        return new ChartFrame(x, y, Width, Height) { XName = XName, YName = YName, XTicks = XTicks };
    }

    private static ChartAxis Tight(double[] values)
    {
        if (values.Length == 0) return ChartAxis.Between(0, 1);
        var (low, high) = (values.Min(), values.Max());
        return high > low && double.IsFinite(high - low) ? ChartAxis.Between(low, high) : ChartAxis.Over(values);
    }

    private static SvgElement DrawSeries(ChartFrame frame, ChartSeries series, int colour)
    {
        var group = SvgElement.Group();
        if (series.Name.Length > 0) group.Title(series.Name);
        var run = new List<(double X, double Y)>();
        var dash = series.IsDashed ? " dash" : "";
        foreach (var point in series.Points)
        {
            if (frame.XAxis.CanShow(point.X) && frame.YAxis.CanShow(point.Y))
            {
                run.Add((frame.X(point.X), frame.Y(point.Y)));
                if (series.HasMarkers) group.Add(Marker(run[^1], point, series.Name, colour));
                continue;
            }
            AddLine();
        }
        AddLine();
        return group;

        void AddLine()
        {
            if (series.HasLine && run.Count > 1) group.Add(SvgElement.Polyline(run).Class(SvgTheme.Line(colour) + dash));
            run.Clear();
        }
    }

    private static SvgElement Marker((double X, double Y) place, ChartPoint point, string name, int colour)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name} ({point.X:G6}, {point.Y:G6})").TrimStart();
        return SvgElement.Circle(place.X, place.Y, 3).Class(SvgTheme.Fill(colour)).Title(text);
    }

    // The entries one after the other, in as many rows as they need.
    private List<(int Series, double X, int Row)> Entries()
    {
        var entries = new List<(int, double, int)>();
        var (x, row) = (0.0, 0);
        for (var i = 0; i < Series.Count; i++)
        {
            if (Series[i].Name.Length == 0) continue;
            var width = 24 + TextWidth.Of(Series[i].Name);
            if (x > 0 && x + width > Width) (x, row) = (0, row + 1);
            entries.Add((i, x, row));
            x += width + 18;
        }
        return entries;
    }

    private double Top() => LegendTop + LegendRow * (1 + Entries().Select(entry => entry.Row).DefaultIfEmpty(0).Max());

    private SvgElement Legend()
    {
        var legend = SvgElement.GroupAt(ChartFrame.LeftMargin, LegendTop);
        foreach (var (i, x, row) in Entries())
        {
            var (colour, y) = (Series[i].Colour ?? i, row * LegendRow);
            legend.Add(Series[i].HasLine
                ? SvgElement.Line(x, y - 4, x + 18, y - 4).Class(SvgTheme.Line(colour) + (Series[i].IsDashed ? " dash" : ""))
                : SvgElement.Rect(x + 5, y - 8, 8, 8, 4).Class(SvgTheme.Fill(colour)));
            legend.Add(SvgElement.Text(x + 24, y, Series[i].Name));
        }
        return legend;
    }
}
