using System.Globalization;

namespace Adjoint.Graphs.Drawing;

/// <summary>
/// A rectangle of cells coloured by their values, with scales and a key: a function of two variables, a matrix, or the number of a region
/// at each point. Row 0 lies at the top for a matrix and at the bottom, as y grows upwards, for a function. An immutable value.
/// </summary>
public sealed record Heatmap
{
    private const double Top = 44;
    private const double KeyWidth = 14;
    private const double Right = 84;

    /// <summary>Stands above the picture.</summary>
    public string Title { get; init; } = "";

    /// <summary>The values, [rows, columns]. Cells that are not finite stay empty.</summary>
    public required double[,] Values { get; init; }

    /// <summary>The scale from left to right; by default the numbers of the columns.</summary>
    public ChartAxis? XAxis { get; init; }

    /// <summary>The scale from bottom to top, row 0 at the bottom; by default the numbers of the rows, row 0 at the top.</summary>
    public ChartAxis? YAxis { get; init; }

    /// <summary>What the scale from left to right counts.</summary>
    public string XName { get; init; } = "";

    /// <summary>What the scale from bottom to top counts.</summary>
    public string YName { get; init; } = "";

    /// <summary>True if a value is the number of a kind, shown by the colour of that position, and not a size.</summary>
    public bool IsCategorical { get; init; }

    /// <summary>Width of the area in pixels.</summary>
    public double Width { get; init; } = 360;

    /// <summary>Height of the area in pixels.</summary>
    public double Height { get; init; } = 360;

    /// <summary>Width of the whole drawing in pixels.</summary>
    public double TotalWidth => ChartFrame.LeftMargin + Width + (IsCategorical ? 24 : Right);

    /// <summary>Height of the whole drawing in pixels.</summary>
    public double TotalHeight => Top + Height + ChartFrame.BottomMargin;

    /// <summary>The picture as a file of its own.</summary>
    public string ToSvg() => new SvgDocument(TotalWidth, TotalHeight, Title).Add(Draw()).ToString();

    /// <summary>The picture as a part of another drawing; its left upper corner is the group's origin.</summary>
    public SvgElement Draw()
    {
        var colours = ColourScale.Over(Values.Cast<double>());
        var inside = SvgElement.GroupAt(ChartFrame.LeftMargin, Top).Add(Cells(colours), Frame().Draw(grid: false));
        if (!IsCategorical) inside.Add(Key(colours));
        var title = SvgElement.Text(ChartFrame.LeftMargin, 24, Title).Class("strong").Set("style", "font-size:15px");
        return SvgElement.Group().Add(title, inside);
    }

    /// <summary>The area with its scales, to draw more on top at the right places.</summary>
    public ChartFrame Frame() => new(
        XAxis ?? ChartAxis.Between(-0.5, Math.Max(Values.GetLength(1), 1) - 0.5),
        YAxis ?? ChartAxis.Between(-0.5, Math.Max(Values.GetLength(0), 1) - 0.5), Width, Height)
    { XName = XName, YName = YName };

    private SvgElement Cells(ColourScale colours)
    {
        var group = SvgElement.Group().Set("shape-rendering", "crispEdges");
        var (rows, columns) = (Values.GetLength(0), Values.GetLength(1));
        for (var row = 0; row < rows; row++)
        {
            // Neighbours of one colour become one rectangle: a fine raster of few regions stays a small file.
            for (var (first, next) = (0, 1); first < columns; first = next, next++)
            {
                if (!double.IsFinite(Values[row, first])) continue;
                var colour = ColourOf(colours, Values[row, first]);
                while (next < columns && double.IsFinite(Values[row, next]) && ColourOf(colours, Values[row, next]) == colour) next++;
                var y = Height * (YAxis is null ? row : rows - 1 - row) / rows;
                group.Add(SvgElement.Rect(Width * first / columns, y, Width * (next - first) / columns, Height / rows).Set("fill", colour)
                    .Title(Values[row, first].ToString("G6", CultureInfo.InvariantCulture)));
            }
        }
        return group;
    }

    private string ColourOf(ColourScale colours, double value) => IsCategorical ? SvgTheme.Colour((int)value) : colours.Of(value);

    private SvgElement Key(ColourScale colours)
    {
        const int steps = 64;
        var key = SvgElement.GroupAt(Width + 16, 0).Set("shape-rendering", "crispEdges");
        for (var i = 0; i < steps; i++)
        {
            var value = colours.Low + (colours.High - colours.Low) * (steps - 1 - i) / (steps - 1);
            key.Add(SvgElement.Rect(0, Height * i / steps, KeyWidth, Height / steps + 0.5).Set("fill", colours.Of(value)));
        }
        key.Add(SvgElement.Text(KeyWidth + 6, 10, colours.High.ToString("G4", CultureInfo.InvariantCulture)).Class("faint"));
        return key.Add(SvgElement.Text(KeyWidth + 6, Height, colours.Low.ToString("G4", CultureInfo.InvariantCulture)).Class("faint"));
    }
}
