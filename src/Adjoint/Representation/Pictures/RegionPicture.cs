using System.Globalization;
using Adjoint.Graphs.Drawing;

namespace Adjoint.Representation;

/// <summary>
/// The linear regions of a network with two inputs as polygons, each in its colour; on top, the boundary where an output is 0, curves and
/// points: <c>new RegionPicture { Regions = regions, Title = "..." }.ToSvg()</c>. An immutable value.
/// </summary>
public sealed record RegionPicture
{
    private const double Top = 44;
    private const double Right = 24;

    /// <summary>What is drawn.</summary>
    public required LinearRegions Regions { get; init; }

    /// <summary>Stands above the picture.</summary>
    public string Title { get; init; } = "";

    /// <summary>Width of the area in pixels; its height follows from the box.</summary>
    public double Width { get; init; } = 360;

    /// <summary>The output whose zero line is drawn; null for none.</summary>
    public int? Boundary { get; init; }

    /// <summary>Curves drawn on top, each a run of points.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Curves { get; init; } = [];

    /// <summary>Points drawn on top, in the colours of their classes.</summary>
    public ClassifiedPoints? Points { get; init; }

    /// <summary>Width of the whole drawing in pixels.</summary>
    public double TotalWidth => ChartFrame.LeftMargin + Width + Right;

    /// <summary>Height of the whole drawing in pixels.</summary>
    public double TotalHeight => Top + Height + ChartFrame.BottomMargin;

    private double Height => Regions.Box.Dimensions == 2
        ? Width * (Regions.Box.Upper[1] - Regions.Box.Lower[1]) / (Regions.Box.Upper[0] - Regions.Box.Lower[0])
        : throw new InvalidOperationException("RegionPicture: draws networks with two inputs. Hint: Curves and a LineChart draw one with one.");

    /// <summary>The picture as a file of its own.</summary>
    /// <exception cref="InvalidOperationException">The network has one input.</exception>
    public string ToSvg() => new SvgDocument(TotalWidth, TotalHeight, Title).Add(Draw()).ToString();

    /// <summary>The picture as a part of another drawing; its left upper corner is the group's origin.</summary>
    /// <exception cref="InvalidOperationException">The network has one input.</exception>
    public SvgElement Draw()
    {
        var box = Regions.Box;
        var height = Height;
        var frame = new ChartFrame(ChartAxis.Between(box.Lower[0], box.Upper[0]), ChartAxis.Between(box.Lower[1], box.Upper[1]), Width, height);
        var inside = SvgElement.GroupAt(ChartFrame.LeftMargin, Top).Add(Cells(frame), Lines(frame));
        if (Points is { } points) inside.Add(Dots(frame, points));
        inside.Add(frame.Draw(grid: false));
        var title = SvgElement.Text(ChartFrame.LeftMargin, 24, Title).Class("strong").Set("style", "font-size:15px");
        return SvgElement.Group().Add(title, inside);
    }

    private SvgElement Cells(ChartFrame frame)
    {
        // A hair line of the same colour closes the gaps that renderers leave between polygons.
        var group = SvgElement.Group().Set("stroke-width", 0.6).Set("stroke-linejoin", "round");
        foreach (var region in Regions.ActivationRegions)
        {
            var colour = RegionColours.Of(region.LinearRegion);
            group.Add(SvgElement.Polygon(region.Vertices.Select(v => (frame.X(v[0]), frame.Y(v[1]))))
                .Set("fill", colour).Set("stroke", "#ffffff")
                .Title(string.Create(CultureInfo.InvariantCulture, $"region {region.LinearRegion}, pattern {string.Concat(region.Pattern)}")));
        }
        return group;
    }

    private SvgElement Lines(ChartFrame frame)
    {
        var group = SvgElement.Group().Set("fill", "none").Set("stroke", "#1c2330").Set("stroke-width", 2.4).Set("stroke-linecap", "round");
        if (Boundary is { } output)
        {
            var path = new SvgPath();
            foreach (var (from, to) in Regions.LevelLine(output))
                path.MoveTo(frame.X(from.X), frame.Y(from.Y)).LineTo(frame.X(to.X), frame.Y(to.Y));
            group.Add(SvgElement.Path(path.ToString()));
        }
        foreach (var curve in Curves) group.Add(SvgElement.Polyline(curve.Select(point => (frame.X(point.X), frame.Y(point.Y)))));
        return group;
    }

    private static SvgElement Dots(ChartFrame frame, ClassifiedPoints points)
    {
        var group = SvgElement.Group().Set("stroke", "#ffffff").Set("stroke-width", 0.8);
        var (places, classes) = (points.Points.To(DType.Float64).ToArray<double>(), points.Classes.ToArray<long>());
        for (var i = 0; i < classes.Length; i++)
        {
            group.Add(SvgElement.Circle(frame.X(places[2 * i]), frame.Y(places[2 * i + 1]), 2.6)
                .Set("fill", SvgTheme.Colour(classes[i] == 0 ? 0 : 4)));
        }
        return group;
    }
}
