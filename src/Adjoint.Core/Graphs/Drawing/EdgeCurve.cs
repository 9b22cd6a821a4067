using Adjoint.Graphs.Layouts;

namespace Adjoint.Graphs.Drawing;

/// <summary>Draws the course of an edge: straight through layers, in an S from one to the next, with an arrow at its end.</summary>
internal static class EdgeCurve
{
    private const double ArrowLength = 7;
    private const double ArrowHalfWidth = 3.2;

    public static SvgElement Draw(IReadOnlyList<LayoutPoint> route, LayoutOrientation orientation, string title)
    {
        var isTopDown = orientation == LayoutOrientation.TopDown;
        var path = new SvgPath().MoveTo(route[0].X, route[0].Y);
        for (var i = 1; i < route.Count; i++)
        {
            var (from, to) = (route[i - 1], route[i]);
            var isLast = i == route.Count - 1;
            if (isLast) to = Before(to, isTopDown);
            // Every second piece, from the second on, crosses a gap; the last of them ends at an arrow if the layer adds no way.
            if (i % 2 == 1) path.LineTo(to.X, to.Y);
            else if (isTopDown) path.CurveTo(from.X, (from.Y + to.Y) / 2, to.X, (from.Y + to.Y) / 2, to.X, to.Y);
            else path.CurveTo((from.X + to.X) / 2, from.Y, (from.X + to.X) / 2, to.Y, to.X, to.Y);
        }
        return SvgElement.Group().Title(title)
            .Add(SvgElement.Path(path.ToString()).Class("axis").Set("style", "stroke-width:1.3"))
            .Add(Arrow(route[^1], isTopDown));
    }

    private static LayoutPoint Before(LayoutPoint tip, bool isTopDown) =>
        isTopDown ? tip with { Y = tip.Y - ArrowLength + 1 } : tip with { X = tip.X - ArrowLength + 1 };

    private static SvgElement Arrow(LayoutPoint tip, bool isTopDown)
    {
        var (x, y) = (tip.X, tip.Y);
        return SvgElement.Polygon(isTopDown
            ? [(x, y), (x - ArrowHalfWidth, y - ArrowLength), (x + ArrowHalfWidth, y - ArrowLength)]
            : [(x, y), (x - ArrowLength, y - ArrowHalfWidth), (x - ArrowLength, y + ArrowHalfWidth)]).Class("faint");
    }
}
