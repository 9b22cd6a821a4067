namespace Adjoint.Representation;

/// <summary>A convex part of the input box: a segment or a polygon. Each of its sides remembers the cut that made it.</summary>
internal abstract class ConvexCell
{
    /// <summary>1 or 2.</summary>
    public abstract int Dimensions { get; }

    /// <summary>The corners, as rows of coordinates: both ends of a segment, or a polygon counter-clockwise.</summary>
    public abstract IReadOnlyList<IReadOnlyList<double>> Vertices { get; }

    /// <summary>Length or area.</summary>
    public abstract double Size { get; }

    /// <summary>A point inside.</summary>
    public abstract (double X, double Y) Centre { get; }

    /// <summary>The sides, for finding neighbours.</summary>
    public abstract IEnumerable<CellSide> Sides { get; }

    /// <summary>
    /// The part where a form is at least 0: this cell itself if all of it, null if none or only a border of width
    /// <paramref name="tolerance"/>.
    /// </summary>
    /// <param name="form">The form.</param>
    /// <param name="keepsTies">Whether a cell belongs here on which the form is 0 throughout.</param>
    /// <param name="cut">The name of the new side.</param>
    /// <param name="tolerance">Distances up to this count as 0.</param>
    public ConvexCell? Clip(AffineForm form, bool keepsTies, long cut, double tolerance)
    {
        var slope = form.Slope;
        if (slope == 0) return form.Constant > 0 || (form.Constant == 0 && keepsTies) ? this : null;
        var (least, greatest) = Range(form);
        if (least >= -tolerance * slope) return greatest > tolerance * slope || keepsTies ? this : null;
        return greatest <= tolerance * slope ? null : Cut(form, cut, tolerance * slope);
    }

    /// <summary>Where a form is 0 within a polygon: a straight piece, or null.</summary>
    public virtual ((double X, double Y) From, (double X, double Y) To)? Crossing(AffineForm form) => null;

    /// <summary>Least and greatest value of a form at the corners.</summary>
    protected abstract (double Least, double Greatest) Range(AffineForm form);

    /// <summary>The part where the form is at least 0, of a cell with corners on both sides.</summary>
    protected abstract ConvexCell Cut(AffineForm form, long cut, double zero);
}
