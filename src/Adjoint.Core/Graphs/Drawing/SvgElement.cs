namespace Adjoint.Graphs.Drawing;

/// <summary>
/// An element of a picture: a name, attributes, a text and children. It is built by chained calls,
/// <c>SvgElement.Rect(0, 0, 40, 20).Class("fill0").Title("first")</c>, and is written with everything escaped.
/// </summary>
public sealed class SvgElement
{
    private readonly string _name;
    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly List<SvgElement> _children = [];
    private string? _text;

    /// <summary>An element of any name, such as <c>marker</c>.</summary>
    public SvgElement(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
    }

    /// <summary>An empty group.</summary>
    public static SvgElement Group() => new("g");

    /// <summary>A group whose origin lies at (x, y).</summary>
    public static SvgElement GroupAt(double x, double y) =>
        new SvgElement("g").Set("transform", $"translate({SvgText.Number(x)} {SvgText.Number(y)})");

    /// <summary>A rectangle with its left upper corner at (x, y), its corners rounded by a radius.</summary>
    public static SvgElement Rect(double x, double y, double width, double height, double radius = 0)
    {
        var rect = new SvgElement("rect").Set("x", x).Set("y", y).Set("width", width).Set("height", height);
        return radius > 0 ? rect.Set("rx", radius) : rect;
    }

    /// <summary>A line from (x1, y1) to (x2, y2).</summary>
    public static SvgElement Line(double x1, double y1, double x2, double y2) =>
        new SvgElement("line").Set("x1", x1).Set("y1", y1).Set("x2", x2).Set("y2", y2);

    /// <summary>A circle around (x, y).</summary>
    public static SvgElement Circle(double x, double y, double radius) =>
        new SvgElement("circle").Set("cx", x).Set("cy", y).Set("r", radius);

    /// <summary>An ellipse around (x, y) with two half axes.</summary>
    public static SvgElement Ellipse(double x, double y, double radiusX, double radiusY) =>
        new SvgElement("ellipse").Set("cx", x).Set("cy", y).Set("rx", radiusX).Set("ry", radiusY);

    /// <summary>A path in SVG's path language; <see cref="SvgPath"/> writes it.</summary>
    public static SvgElement Path(string path) => new SvgElement("path").Set("d", path);

    /// <summary>A line through several points, not filled.</summary>
    public static SvgElement Polyline(IEnumerable<(double X, double Y)> points) =>
        new SvgElement("polyline").Set("points", Points(points)).Set("fill", "none");

    /// <summary>A closed area with these corners.</summary>
    public static SvgElement Polygon(IEnumerable<(double X, double Y)> points) => new SvgElement("polygon").Set("points", Points(points));

    /// <summary>One line of text whose base line begins at (x, y).</summary>
    public static SvgElement Text(double x, double y, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SvgElement("text") { _text = text }.Set("x", x).Set("y", y);
    }

    /// <summary>Sets an attribute; the value is escaped when written.</summary>
    public SvgElement Set(string attribute, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(attribute);
        ArgumentNullException.ThrowIfNull(value);
        _attributes.Add((attribute, value));
        return this;
    }

    /// <summary>Sets an attribute to a number.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public SvgElement Set(string attribute, double value) => Set(attribute, SvgText.Number(value));

    /// <summary>Gives the element one or more classes of <see cref="SvgTheme"/>, separated by spaces.</summary>
    public SvgElement Class(string names) => Set("class", names);

    /// <summary>Aligns a text: <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    public SvgElement Anchor(string anchor) => Set("text-anchor", anchor);

    /// <summary>What a screen reader says and a pointer shows. It stands before all other children, as SVG demands.</summary>
    public SvgElement Title(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _children.Insert(0, new SvgElement("title") { _text = text });
        return this;
    }

    /// <summary>Appends children, drawn in this order.</summary>
    public SvgElement Add(params ReadOnlySpan<SvgElement> children)
    {
        foreach (var child in children)
        {
            ArgumentNullException.ThrowIfNull(child, nameof(children));
            _children.Add(child);
        }
        return this;
    }

    /// <summary>Writes the element and all in it.</summary>
    public void WriteTo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"<{_name}");
        foreach (var (name, value) in _attributes) writer.Write($" {name}=\"{SvgText.Escape(value)}\"");
        if (_text is null && _children.Count == 0)
        {
            writer.Write("/>");
            return;
        }
        writer.Write('>');
        // A title leads even where the element has a text of its own.
        foreach (var child in _children) child.WriteTo(writer);
        if (_text is not null) writer.Write(SvgText.Escape(_text));
        writer.Write($"</{_name}>");
        if (_text is null) writer.Write('\n');
    }

    /// <summary>The element as XML.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter();
        WriteTo(writer);
        return writer.ToString();
    }

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{SvgText.Number(point.X)},{SvgText.Number(point.Y)}"));
}
