namespace Adjoint.Graphs.Drawing;

/// <summary>
/// The inside of a chart: an area of a given size with two scales. It turns numbers into places, draws grid, marks and axis names, and lets
/// anything be drawn on top: <c>frame.Draw().Add(SvgElement.Circle(frame.X(1), frame.Y(2), 3))</c>.
/// </summary>
public sealed class ChartFrame
{
    /// <summary>Room that marks and the axis name need to the left of the area, in pixels.</summary>
    public const double LeftMargin = 64;

    /// <summary>Room that marks and the axis name need below the area, in pixels.</summary>
    public const double BottomMargin = 44;

    /// <summary>An area with its scales.</summary>
    /// <param name="x">The scale from left to right.</param>
    /// <param name="y">The scale from bottom to top.</param>
    /// <param name="width">Width of the area in pixels.</param>
    /// <param name="height">Height of the area in pixels.</param>
    public ChartFrame(ChartAxis x, ChartAxis y, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (XAxis, YAxis, Width, Height) = (x, y, width, height);
    }

    /// <summary>The scale from left to right.</summary>
    public ChartAxis XAxis { get; }

    /// <summary>The scale from bottom to top.</summary>
    public ChartAxis YAxis { get; }

    /// <summary>Width of the area in pixels.</summary>
    public double Width { get; }

    /// <summary>Height of the area in pixels.</summary>
    public double Height { get; }

    /// <summary>What the scale from left to right counts.</summary>
    public string XName { get; init; } = "";

    /// <summary>What the scale from bottom to top counts.</summary>
    public string YName { get; init; } = "";

    /// <summary>Texts of marks other than the scale's own numbers, such as names of epochs; null for none of its own.</summary>
    public IReadOnlyList<(double Value, string Label)>? XTicks { get; init; }

    /// <summary>Where a number lies from left to right, in pixels of the area.</summary>
    public double X(double value) => Width * XAxis.Fraction(value);

    /// <summary>Where a number lies from top to bottom, in pixels of the area.</summary>
    public double Y(double value) => Height * (1 - YAxis.Fraction(value));

    /// <summary>Grid, marks and names; the origin of the group is the area's left upper corner.</summary>
    /// <param name="grid">False leaves the lines inside the area out.</param>
    public SvgElement Draw(bool grid = true)
    {
        var group = SvgElement.Group();
        foreach (var tick in YAxis.Ticks)
        {
            var y = Y(tick);
            if (grid) group.Add(SvgElement.Line(0, y, Width, y).Class("grid"));
            group.Add(SvgElement.Text(-8, y + 4, YAxis.Label(tick)).Anchor("end").Class("faint"));
        }
        foreach (var (value, label) in XTicks ?? [.. XAxis.Ticks.Select(tick => (tick, XAxis.Label(tick)))])
        {
            var x = X(value);
            group.Add(SvgElement.Line(x, Height, x, Height + 4).Class("axis"));
            group.Add(SvgElement.Text(x, Height + 18, label).Anchor("middle").Class("faint"));
        }
        group.Add(SvgElement.Path(new SvgPath().MoveTo(0, 0).LineTo(0, Height).LineTo(Width, Height).ToString()).Class("axis"));
        if (XName.Length > 0) group.Add(SvgElement.Text(Width / 2, Height + 36, XName).Anchor("middle"));
        if (YName.Length > 0)
        {
            group.Add(SvgElement.Text(0, 0, YName).Anchor("middle")
                .Set("transform", $"translate({SvgText.Number(12 - LeftMargin)} {SvgText.Number(Height / 2)}) rotate(-90)"));
        }
        return group;
    }
}
