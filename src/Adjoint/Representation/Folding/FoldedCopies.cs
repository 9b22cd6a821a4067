namespace Adjoint.Representation;

/// <summary>What a curve in the folded space looks like in the input space: one copy for each region that is folded onto it.</summary>
public static class FoldedCopies
{
    /// <summary>
    /// Takes a curve back through the network's affine maps, region by region. A region whose map is not one to one is left out; a copy
    /// breaks where it leaves its region.
    /// </summary>
    /// <param name="regions">Of a network with two inputs and two outputs.</param>
    /// <param name="curve">Points of the output space, in the order in which they are joined.</param>
    /// <returns>Runs of points of the input space.</returns>
    /// <exception cref="ShapeException">The network has not two inputs and two outputs.</exception>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(LinearRegions regions, IReadOnlyList<(double X, double Y)> curve)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(curve);
        if (regions.Box.Dimensions != 2 || regions.Outputs != 2)
        {
            throw new ShapeException("FoldedCopies",
                $"needs two inputs and two outputs, and the network has {regions.Box.Dimensions} and {regions.Outputs}.");
        }
        var copies = new List<IReadOnlyList<(double X, double Y)>>();
        foreach (var region in regions.ActivationRegions) AddCopies(region, curve, copies);
        return copies;
    }

    private static void AddCopies(
        ActivationRegion region, IReadOnlyList<(double X, double Y)> curve, List<IReadOnlyList<(double X, double Y)>> copies)
    {
        var (a, b, c, d) = (region.Gradient(0, 0), region.Gradient(0, 1), region.Gradient(1, 0), region.Gradient(1, 1));
        var determinant = a * d - b * c;
        if (Math.Abs(determinant) <= 1e-12 * (a * a + b * b + c * c + d * d)) return;
        var run = new List<(double X, double Y)>();
        foreach (var (u, v) in curve)
        {
            var (p, q) = (u - region.Intercept(0), v - region.Intercept(1));
            var point = (X: (d * p - b * q) / determinant, Y: (a * q - c * p) / determinant);
            if (Contains(region.Vertices, point))
            {
                run.Add(point);
                continue;
            }
            if (run.Count > 1) copies.Add(run);
            run = [];
        }
        if (run.Count > 1) copies.Add(run);
    }

    /// <summary>Left of every side, corners being counter-clockwise; a hair outside counts as inside.</summary>
    private static bool Contains(IReadOnlyList<IReadOnlyList<double>> corners, (double X, double Y) point)
    {
        for (var i = 0; i < corners.Count; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Count]);
            var (dx, dy) = (to[0] - from[0], to[1] - from[1]);
            if (dx * (point.Y - from[1]) - dy * (point.X - from[0]) < -1e-9 * (dx * dx + dy * dy)) return false;
        }
        return true;
    }
}
