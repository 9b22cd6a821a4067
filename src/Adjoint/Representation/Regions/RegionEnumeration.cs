namespace Adjoint.Representation;

/// <summary>
/// Cuts a box, layer after layer and unit after unit, along the lines where a unit changes its piece. Within a cell all earlier layers are
/// affine, so the hinges of the next layer are straight lines there.
/// </summary>
internal sealed class RegionEnumeration(PiecewiseLinearNetwork network, InputBox box, int maximumCount)
{
    // Regions narrower than this part of the box are not told from rounding.
    private const double RelativeTolerance = 1e-11;

    private readonly double _tolerance = RelativeTolerance * box.Diameter;

    // The sides of the box come first.
    private long _nextCut = 4;

    public List<ActivationRegion> Run()
    {
        var regions = new List<ActivationRegion> { new(Whole(), Coordinates(), []) };
        foreach (var layer in network.Layers)
        {
            var next = new List<ActivationRegion>(regions.Count);
            foreach (var region in regions) Divide(region, layer, next);
            regions = next;
        }
        return regions;
    }

    private ConvexCell Whole()
    {
        var (lower, upper) = (box.Lower, box.Upper);
        return box.Dimensions == 1
            ? new Segment(lower[0], upper[0], 0, 1)
            : new ConvexPolygon([lower[0], upper[0], upper[0], lower[0]], [lower[1], lower[1], upper[1], upper[1]], [0, 1, 2, 3]);
    }

    private AffineForm[] Coordinates() => box.Dimensions == 1 ? [new(1, 0, 0)] : [new(1, 0, 0), new(0, 1, 0)];

    private void Divide(ActivationRegion region, MaxAffine layer, List<ActivationRegion> target)
    {
        var forms = new AffineForm[layer.Units * layer.Pieces];
        for (var i = 0; i < forms.Length; i++)
        {
            var (unit, piece) = (i / layer.Pieces, i % layer.Pieces);
            forms[i] = AffineForm.Combine(layer.Weight(unit, piece), layer.Bias(unit, piece), region.Outputs);
            if (!double.IsFinite(forms[i].Slope * box.Diameter + forms[i].Constant)) throw Overflow();
        }
        var parts = new List<(ConvexCell Cell, int[] Choices)> { (region.Cell, new int[layer.Pieces > 1 ? layer.Units : 0]) };
        for (var unit = 0; unit < layer.Units && layer.Pieces > 1; unit++)
        {
            parts = Split(parts, unit, forms.AsSpan(unit * layer.Pieces, layer.Pieces));
            if (target.Count + parts.Count > maximumCount) throw TooMany();
        }
        foreach (var (cell, choices) in parts)
        {
            var outputs = new AffineForm[layer.Units];
            for (var unit = 0; unit < outputs.Length; unit++)
                outputs[unit] = forms[unit * layer.Pieces + (choices.Length == 0 ? 0 : choices[unit])];
            target.Add(new ActivationRegion(cell, outputs, [.. region.Pattern, .. choices]));
        }
    }

    /// <summary>Divides cells by which piece of one unit is the largest.</summary>
    private List<(ConvexCell Cell, int[] Choices)> Split(
        List<(ConvexCell Cell, int[] Choices)> parts, int unit, ReadOnlySpan<AffineForm> pieces)
    {
        var result = new List<(ConvexCell Cell, int[] Choices)>(parts.Count);
        // The border between two pieces has one name on both of its sides.
        var firstCut = _nextCut;
        _nextCut += pieces.Length * pieces.Length;
        foreach (var (cell, choices) in parts)
        {
            var before = result.Count;
            for (var piece = 0; piece < pieces.Length; piece++)
            {
                if (WhereLargest(cell, piece, pieces, firstCut) is not { } part) continue;
                // The first part goes on with the array of the whole: most cells are not divided by most units.
                var own = result.Count == before ? choices : [.. choices];
                own[unit] = piece;
                result.Add((part, own));
            }
            if (result.Count > before) continue;
            // A cell no wider than the tolerance may fall between all pieces.
            choices[unit] = LargestAtCentre(cell, pieces);
            result.Add((cell, choices));
        }
        return result;
    }

    private ConvexCell? WhereLargest(ConvexCell cell, int piece, ReadOnlySpan<AffineForm> pieces, long firstCut)
    {
        var part = cell;
        for (var other = 0; other < pieces.Length && part is not null; other++)
        {
            if (other == piece) continue;
            var cut = firstCut + Math.Min(piece, other) * pieces.Length + Math.Max(piece, other);
            part = part.Clip(pieces[piece].Minus(pieces[other]), piece < other, cut, _tolerance);
        }
        return part;
    }

    private static int LargestAtCentre(ConvexCell cell, ReadOnlySpan<AffineForm> pieces)
    {
        var (x, y) = cell.Centre;
        var best = 0;
        for (var piece = 1; piece < pieces.Length; piece++)
        {
            if (pieces[piece].At(x, y) > pieces[best].At(x, y)) best = piece;
        }
        return best;
    }

    private static ArgumentException Overflow() => new(
        "LinearRegions: the weights are so large, or the box so far out, that the network's values overflow float64.");

    private InvalidOperationException TooMany() => new(
        $"LinearRegions: there are more than {maximumCount} regions. Hint: a smaller box or network, or a larger maximumCount.");
}
