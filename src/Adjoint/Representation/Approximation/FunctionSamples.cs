namespace Adjoint.Representation;

/// <summary>
/// Samples of a function, so close that neighbours differ by at most a fraction of the error: an empirical modulus of continuity. With a
/// Lipschitz constant L the samples are evenly spaced by h with L h/2 at most that fraction, and what holds at the samples holds between
/// them.
/// </summary>
internal sealed class FunctionSamples
{
    private const int FewestCells = 1024;
    private const int MostSamples = 1 << 22;

    // Cells are cut here and not in their middle, so that a periodic function cannot hide between the samples.
    private const double CutAt = 0.381966011250105;

    // A cell this small in which the function still moves by more than the fraction is taken for a jump.
    private const double SmallestCell = 1e-12;

    private FunctionSamples(double[] x, double[] y, double largestMove) => (X, Y, LargestMove) = (x, y, largestMove);

    public double[] X { get; }

    public double[] Y { get; }

    public int Count => X.Length;

    /// <summary>
    /// By how much f may differ, at any point, from the nearest sample: proven by the Lipschitz constant, else what neighbours differ by.
    /// </summary>
    public double LargestMove { get; }

    /// <param name="problem">The function.</param>
    /// <param name="refinement">1, or more for closer samples to begin with.</param>
    public static FunctionSamples Of(ApproximationProblem problem, int refinement)
    {
        var move = problem.Error / 16;
        var cells = FewestCells * refinement;
        var samples = problem.Lipschitz is { } lipschitz ? Evenly(problem, lipschitz, move, cells) : Adaptively(problem, move, cells);
        var size = samples.Y.Max(Math.Abs);
        if (problem.Error > 1e-13 * size) return samples;
        throw new ArgumentException(FormattableString.Invariant(
            $"{problem.Method}: an error of {problem.Error} is below what float64 resolves for values of size {size:g3}."));
    }

    private static FunctionSamples Evenly(ApproximationProblem problem, double lipschitz, double move, int fewest)
    {
        var cells = Math.Max(fewest, Math.Ceiling(problem.Length * lipschitz / (2 * move)));
        if (cells >= MostSamples) throw TooMany(problem);
        var x = new double[(int)cells + 1];
        for (var i = 0; i < x.Length; i++) x[i] = i == x.Length - 1 ? problem.To : problem.From + problem.Length * i / (x.Length - 1);
        var y = Array.ConvertAll(x, problem.At);
        for (var i = 1; i < x.Length; i++)
        {
            var slope = Math.Abs(y[i] - y[i - 1]) / (x[i] - x[i - 1]);
            // Rounding of the two values may add a little to the slope.
            var rounding = 4e-16 * (Math.Abs(y[i]) + Math.Abs(y[i - 1])) / (x[i] - x[i - 1]);
            if (slope <= lipschitz * (1 + 1e-9) + rounding) continue;
            throw new ArgumentException(FormattableString.Invariant(
                $"{problem.Method}: between x = {x[i - 1]} and {x[i]} the function has slope {slope:g4}, above the Lipschitz constant {lipschitz}."));
        }
        return new FunctionSamples(x, y, lipschitz * problem.Length / (x.Length - 1) / 2);
    }

    private static FunctionSamples Adaptively(ApproximationProblem problem, double move, int cells)
    {
        var (x, y) = (new List<double>(), new List<double>());
        // Cells still to be looked at, the leftmost on top.
        var open = new Stack<(double X, double Y)>();
        for (var i = cells; i >= 0; i--)
        {
            var at = i == cells ? problem.To : problem.From + problem.Length * i / cells;
            open.Push((at, problem.At(at)));
        }
        var left = open.Pop();
        x.Add(left.X);
        y.Add(left.Y);
        while (open.Count > 0)
        {
            var right = open.Peek();
            if (x.Count + open.Count > MostSamples) throw TooMany(problem);
            var cut = left.X + (right.X - left.X) * CutAt;
            var isSmallest = right.X - left.X <= SmallestCell * problem.Length || cut <= left.X || cut >= right.X;
            var between = isSmallest ? left.Y : problem.At(cut);
            // A point in between tells a peak between two equal samples from a flat stretch.
            if (Math.Max(Math.Abs(right.Y - left.Y), Math.Max(Math.Abs(between - left.Y), Math.Abs(between - right.Y))) > move)
            {
                if (isSmallest) throw Jump(problem, left, right);
                open.Push((cut, between));
                continue;
            }
            left = open.Pop();
            x.Add(left.X);
            y.Add(left.Y);
        }
        return new FunctionSamples([.. x], [.. y], move);
    }

    private static ArgumentException Jump(ApproximationProblem problem, (double X, double Y) left, (double X, double Y) right) =>
        new(FormattableString.Invariant(
            $"{problem.Method}: the function is not continuous as far as float64 can tell: near x = {right.X} it goes from {left.Y} to {right.Y} ")
            + "within a trillionth of the interval. Hint: approximate the parts left and right of the jump, or ask for a larger error.");

    private static ArgumentException TooMany(ApproximationProblem problem) =>
        new(FormattableString.Invariant(
            $"{problem.Method}: {MostSamples} samples do not suffice to follow the function to an error of {problem.Error}: it varies too much. ")
            + "Hint: ask for a larger error or a shorter interval.");
}
