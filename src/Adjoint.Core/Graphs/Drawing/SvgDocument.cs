namespace Adjoint.Graphs.Drawing;

/// <summary>
/// A whole picture in one self-contained file: a paper, a title for screen readers, the shared look (<see cref="SvgTheme"/>) and whatever
/// is added, in this order.
/// </summary>
public sealed class SvgDocument
{
    private readonly double _width;
    private readonly double _height;
    private readonly string _title;
    private readonly List<SvgElement> _elements = [];

    /// <summary>An empty picture.</summary>
    /// <param name="width">In pixels, above 0.</param>
    /// <param name="height">In pixels, above 0.</param>
    /// <param name="title">What the picture shows, in a few words.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not above 0.</exception>
    public SvgDocument(double width, double height, string title)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(title);
        (_width, _height, _title) = (width, height, title);
    }

    /// <summary>Appends elements.</summary>
    public SvgDocument Add(params ReadOnlySpan<SvgElement> elements)
    {
        foreach (var element in elements)
        {
            ArgumentNullException.ThrowIfNull(element, nameof(elements));
            _elements.Add(element);
        }
        return this;
    }

    /// <summary>Writes the file.</summary>
    public void WriteTo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var (width, height) = (SvgText.Number(_width), SvgText.Number(_height));
        writer.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" "
            + $"role=\"img\">\n<title>{SvgText.Escape(_title)}</title>\n<style>{SvgTheme.StyleSheet}</style>\n");
        SvgElement.Rect(0, 0, _width, _height, radius: 6).Class("paper").WriteTo(writer);
        writer.Write('\n');
        foreach (var element in _elements)
        {
            element.WriteTo(writer);
            writer.Write('\n');
        }
        writer.Write("</svg>\n");
    }

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        WriteTo(writer);
        return writer.ToString();
    }
}
