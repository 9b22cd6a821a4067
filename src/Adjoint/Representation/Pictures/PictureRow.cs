using Adjoint.Graphs.Drawing;

namespace Adjoint.Representation;

/// <summary>Several pictures side by side in one file.</summary>
public static class PictureRow
{
    private const double Gap = 8;

    /// <summary>Puts pictures beside one another, their upper edges level.</summary>
    /// <param name="title">What the whole shows, for a screen reader.</param>
    /// <param name="pictures">Drawings with their sizes in pixels.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    public static string ToSvg(string title, params ReadOnlySpan<(SvgElement Drawing, double Width, double Height)> pictures)
    {
        if (pictures.IsEmpty) throw new ArgumentException("PictureRow: there are no pictures.", nameof(pictures));
        var (x, height) = (0.0, 0.0);
        var parts = new List<SvgElement>();
        foreach (var (drawing, width, tall) in pictures)
        {
            parts.Add(SvgElement.GroupAt(x, 0).Add(drawing));
            (x, height) = (x + width + Gap, Math.Max(height, tall));
        }
        return new SvgDocument(x - Gap, height, title).Add([.. parts]).ToString();
    }
}
