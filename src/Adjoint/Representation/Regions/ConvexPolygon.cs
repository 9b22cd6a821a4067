namespace Adjoint.Representation;

/// <summary>A cell of the plane: corners counter-clockwise, and for the side that follows each corner the cut it lies on.</summary>
internal sealed class ConvexPolygon(double[] x, double[] y, long[] cuts) : ConvexCell
{
    public override int Dimensions => 2;

    public override IReadOnlyList<IReadOnlyList<double>> Vertices =>
        [.. x.Select((at, i) => (IReadOnlyList<double>)[at, y[i]])];

    /// <summary>The shoelace formula, taken from the first corner to lose no digits far from the origin.</summary>
    public override double Size
    {
        get
        {
            var twice = 0.0;
            for (var i = 1; i + 1 < x.Length; i++)
                twice += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
            return twice / 2;
        }
    }

    public override (double X, double Y) Centre => (x.Average(), y.Average());

    public override IEnumerable<CellSide> Sides =>
        x.Select((at, i) => new CellSide(cuts[i], at, y[i], x[(i + 1) % x.Length], y[(i + 1) % x.Length]));

    public override ((double X, double Y) From, (double X, double Y) To)? Crossing(AffineForm form)
    {
        var ends = new List<(double X, double Y)>(2);
        for (var i = 0; i < x.Length; i++)
        {
            var next = (i + 1) % x.Length;
            var (value, following) = (form.At(x[i], y[i]), form.At(x[next], y[next]));
            // A corner with the value 0 counts as above, so that a line through a corner meets one of its two sides.
            if (value >= 0 == following >= 0) continue;
            var part = value / (value - following);
            ends.Add((x[i] + part * (x[next] - x[i]), y[i] + part * (y[next] - y[i])));
        }
        return ends.Count == 2 ? (ends[0], ends[1]) : null;
    }

    protected override (double Least, double Greatest) Range(AffineForm form)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < x.Length; i++)
        {
            var value = form.At(x[i], y[i]);
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }
        return (least, greatest);
    }

    /// <summary>Sutherland and Hodgman's clipping (1974) by one line; corners within the tolerance of it are on it.</summary>
    protected override ConvexCell Cut(AffineForm form, long cut, double zero)
    {
        var (newX, newY, newCuts) = (new List<double>(x.Length + 1), new List<double>(x.Length + 1), new List<long>(x.Length + 1));
        for (var i = 0; i < x.Length; i++)
        {
            var next = (i + 1) % x.Length;
            var (value, following) = (form.At(x[i], y[i]), form.At(x[next], y[next]));
            if (value >= -zero)
            {
                newX.Add(x[i]);
                newY.Add(y[i]);
                // From a corner on the line to one below it, the outline goes on along the line.
                newCuts.Add(value <= zero && following < -zero ? cut : cuts[i]);
            }
            if ((value > zero && following < -zero) || (value < -zero && following > zero))
            {
                var part = value / (value - following);
                newX.Add(x[i] + part * (x[next] - x[i]));
                newY.Add(y[i] + part * (y[next] - y[i]));
                newCuts.Add(value > 0 ? cut : cuts[i]);
            }
        }
        return new ConvexPolygon([.. newX], [.. newY], [.. newCuts]);
    }
}
