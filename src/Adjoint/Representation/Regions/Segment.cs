namespace Adjoint.Representation;

/// <summary>A cell of the line.</summary>
internal sealed class Segment(double from, double to, long fromCut, long toCut) : ConvexCell
{
    public override int Dimensions => 1;

    public override IReadOnlyList<IReadOnlyList<double>> Vertices => [[from], [to]];

    public override double Size => to - from;

    public override (double X, double Y) Centre => (from + (to - from) / 2, 0);

    /// <summary>A segment stands for an endless strip of the plane, so that its ends have a direction.</summary>
    public override IEnumerable<CellSide> Sides =>
    [
        new(fromCut, from, double.PositiveInfinity, from, double.NegativeInfinity),
        new(toCut, to, double.NegativeInfinity, to, double.PositiveInfinity),
    ];

    protected override (double Least, double Greatest) Range(AffineForm form)
    {
        var (left, right) = (form.At(from, 0), form.At(to, 0));
        return (Math.Min(left, right), Math.Max(left, right));
    }

    protected override ConvexCell Cut(AffineForm form, long cut, double zero)
    {
        var root = Math.Clamp(-form.Constant / form.X, from, to);
        return form.X > 0 ? new Segment(root, to, cut, toCut) : new Segment(from, root, fromCut, cut);
    }
}
