using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// A network with one input, one hidden layer and one output that stands for a function on an interval, with what is known about its
/// error.
/// </summary>
public sealed class FunctionApproximation
{
    private const int ChunkElements = 1 << 21;

    internal FunctionApproximation(ApproximationProblem problem, Sequential network, int units, double[] breakpoints, double? errorBound,
        ReadOnlySpan<double> alsoCheck = default)
    {
        (Network, Units, Breakpoints, ErrorBound) = (network, units, breakpoints, errorBound);
        var points = CheckPoints(problem, units, alsoCheck);
        var values = Evaluate(points);
        CheckedPoints = points.Length;
        for (var i = 0; i < points.Length; i++)
        {
            var error = Math.Abs(values[i] - problem.At(points[i]));
            if (error <= LargestError) continue;
            (LargestError, LargestErrorAt) = (error, points[i]);
        }
    }

    /// <summary>Linear, activation, Linear: from [m, 1] to [m, 1], float64.</summary>
    public Sequential Network { get; }

    /// <summary>The number of hidden units.</summary>
    public int Units { get; }

    /// <summary>Where the hidden units switch, s = -b/w, ascending; empty for a trained network.</summary>
    public IReadOnlyList<double> Breakpoints { get; }

    /// <summary>
    /// The largest |g(x) - f(x)| found when the finished network was run on <see cref="CheckedPoints"/> points. f is known by its values
    /// only, so this is a measurement: between the points f could do anything. <see cref="ErrorBound"/> is the proof, where there is one.
    /// </summary>
    public double LargestError { get; }

    /// <summary>Where <see cref="LargestError"/> was found.</summary>
    public double LargestErrorAt { get; }

    /// <summary>On how many points of the interval the network was checked.</summary>
    public int CheckedPoints { get; }

    /// <summary>
    /// A bound on |g(x) - f(x)| for every x of the interval, up to rounding, that follows from the Lipschitz constant; null if none was
    /// given.
    /// </summary>
    public double? ErrorBound { get; }

    /// <summary>The network's value at a point.</summary>
    public double At(double x) => Evaluate([x])[0];

    /// <summary>The network's values at many points.</summary>
    public double[] Evaluate(ReadOnlySpan<double> points)
    {
        using var noGrad = NoGrad.Begin();
        var values = new double[points.Length];
        // Chunks keep the table of points by units within a few megabytes.
        var chunk = Math.Max(1, ChunkElements / Math.Max(1, Units));
        for (var start = 0; start < points.Length; start += chunk)
        {
            var part = points[start..Math.Min(points.Length, start + chunk)];
            Network.Forward(Tensor.From(part, [part.Length, 1])).CopyTo(values.AsSpan(start));
        }
        return values;
    }

    /// <summary>Points unevenly spread over the interval, both ends, and the given points with their neighbours in float64.</summary>
    private static double[] CheckPoints(ApproximationProblem problem, int units, ReadOnlySpan<double> also)
    {
        var count = Math.Clamp((1 << 23) / Math.Max(1, units), 1 << 12, 1 << 15);
        var points = new List<double>(count + 3 * also.Length) { problem.From, problem.To };
        // Multiples of the golden section, modulo 1, fill an interval evenly without ever falling on a grid.
        const double golden = 0.618033988749894848;
        for (var i = 1; i <= count; i++) points.Add(problem.From + problem.Length * (i * golden % 1));
        foreach (var x in also)
        {
            points.AddRange([Math.BitDecrement(x), x, Math.BitIncrement(x)]);
        }
        points.RemoveAll(x => x < problem.From || x > problem.To);
        return [.. points];
    }
}
