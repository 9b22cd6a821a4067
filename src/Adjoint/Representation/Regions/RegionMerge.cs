namespace Adjoint.Representation;

/// <summary>
/// Joins neighbouring activation regions on which the network is the same affine map. Two cells are neighbours if they lie on the two
/// sides of one cut and share a stretch of it; every border inside the box arose as one cut, so none is missed.
/// </summary>
internal sealed class RegionMerge
{
    // Slopes that differ by less than this part of their own size are the same, and so are those that differ by less than what sums of
    // terms as large as the steepest slope round to.
    private const double OwnTolerance = 1e-9;
    private const double RoundingTolerance = 1e-14;

    private readonly List<ActivationRegion> _regions;
    private readonly int[] _parent;
    private readonly double _steepest;
    private readonly double _tolerance;

    private RegionMerge(List<ActivationRegion> regions, double tolerance)
    {
        _regions = regions;
        _parent = [.. Enumerable.Range(0, regions.Count)];
        _tolerance = tolerance;
        foreach (var region in regions)
        {
            foreach (var output in region.Outputs) _steepest = Math.Max(_steepest, output.Slope);
        }
    }

    /// <summary>Numbers the linear regions in the order of their first cell, and returns how many there are.</summary>
    public static int Run(List<ActivationRegion> regions, InputBox box)
    {
        var merge = new RegionMerge(regions, 1e-10 * box.Diameter);
        merge.JoinNeighbours();
        return merge.Number();
    }

    private void JoinNeighbours()
    {
        var sides = new List<(CellSide Side, int Region)>();
        for (var i = 0; i < _regions.Count; i++) sides.AddRange(_regions[i].Cell.Sides.Select(side => (side, i)));
        foreach (var cut in sides.GroupBy(entry => entry.Side.Cut)) JoinAlong([.. cut]);
    }

    private void JoinAlong((CellSide Side, int Region)[] cut)
    {
        // Positions along the cut are read off the axis it is nearer to; cells on its two sides go along it in opposite senses.
        var isFlat = cut.MaxBy(entry => entry.Side.Length).Side.IsFlat;
        var stretches = cut.Select(entry => isFlat
            ? (From: entry.Side.FromX, To: entry.Side.ToX, entry.Region)
            : (From: entry.Side.FromY, To: entry.Side.ToY, entry.Region)).ToArray();
        var forward = stretches.Where(stretch => stretch.From < stretch.To).OrderBy(stretch => stretch.From).ToArray();
        var back = stretches.Where(stretch => stretch.From > stretch.To).OrderBy(stretch => stretch.To).ToArray();
        // On each side the stretches follow one another without overlap, so one walk along the cut meets all pairs.
        for (int i = 0, j = 0; i < forward.Length && j < back.Length;)
        {
            var end = Math.Min(forward[i].To, back[j].From);
            if (end - Math.Max(forward[i].From, back[j].To) > _tolerance) Join(forward[i].Region, back[j].Region);
            if (forward[i].To <= back[j].From) i++;
            else j++;
        }
    }

    private void Join(int one, int other)
    {
        if (!IsSameMap(_regions[one].Outputs, _regions[other].Outputs)) return;
        var (rootOne, rootOther) = (Root(one), Root(other));
        _parent[Math.Max(rootOne, rootOther)] = Math.Min(rootOne, rootOther);
    }

    /// <summary>The network is continuous, so neighbours with equal slopes have equal intercepts.</summary>
    private bool IsSameMap(ReadOnlySpan<AffineForm> one, ReadOnlySpan<AffineForm> other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            var tolerance = OwnTolerance * Math.Max(one[i].Slope, other[i].Slope) + RoundingTolerance * _steepest;
            if (double.Hypot(one[i].X - other[i].X, one[i].Y - other[i].Y) > tolerance) return false;
        }
        return true;
    }

    private int Root(int region)
    {
        while (_parent[region] != region) region = _parent[region] = _parent[_parent[region]];
        return region;
    }

    private int Number()
    {
        var numbers = new Dictionary<int, int>();
        for (var i = 0; i < _regions.Count; i++)
        {
            var root = Root(i);
            if (!numbers.TryGetValue(root, out var number)) numbers.Add(root, number = numbers.Count);
            _regions[i].LinearRegion = number;
        }
        return numbers.Count;
    }
}
