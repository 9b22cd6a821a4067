using System.Text;

namespace Adjoint.Graphs.Drawing;

/// <summary>Writes SVG's path language: <c>new SvgPath().MoveTo(0, 0).LineTo(10, 5).ToString()</c>.</summary>
public sealed class SvgPath
{
    private readonly StringBuilder _text = new();

    /// <summary>Lifts the pen and puts it down at (x, y).</summary>
    public SvgPath MoveTo(double x, double y) => Append("M", (x, y));

    /// <summary>Draws a straight line to (x, y).</summary>
    public SvgPath LineTo(double x, double y) => Append("L", (x, y));

    /// <summary>Draws a cubic Bezier curve to (x, y), led by two control points.</summary>
    public SvgPath CurveTo(double x1, double y1, double x2, double y2, double x, double y) => Append("C", (x1, y1), (x2, y2), (x, y));

    /// <summary>Draws a straight line back to where the pen was put down.</summary>
    public SvgPath Close() => Append("Z");

    /// <summary>The path, for the attribute <c>d</c>.</summary>
    public override string ToString() => _text.ToString();

    private SvgPath Append(string command, params ReadOnlySpan<(double X, double Y)> points)
    {
        _text.Append(command);
        for (var i = 0; i < points.Length; i++)
        {
            if (i > 0) _text.Append(' ');
            _text.Append(SvgText.Number(points[i].X)).Append(' ').Append(SvgText.Number(points[i].Y));
        }
        return this;
    }
}
