using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// Universal approximation without training (UBC lecture 2; Cybenko, 1989; Hornik et al., 1989): one hidden layer of hard steps,
/// g(x) = c_0 + sum_k (c_k - c_(k-1)) 1[x - s_k >= 0], built to stay within a given error of a continuous function.
/// </summary>
public static class StepApproximation
{
    /// <summary>
    /// Builds the network. f is sampled until neighbours differ by a small part of the error, the interval is cut into the fewest pieces
    /// on which the samples stay near one value, one unit a cut, and the finished network is run and checked on other points.
    /// </summary>
    /// <param name="function">f, continuous on the interval.</param>
    /// <param name="from">Left end of the interval.</param>
    /// <param name="to">Right end.</param>
    /// <param name="error">What |g(x) - f(x)| may be at most.</param>
    /// <param name="lipschitz">L with |f(x) - f(y)| at most L |x - y|, if known; the result then carries a proven bound.</param>
    /// <exception cref="ArgumentException">
    /// The interval or the error is empty, f is not finite, has a jump, varies faster than it can be sampled, or contradicts the Lipschitz
    /// constant.
    /// </exception>
    public static FunctionApproximation Of(Func<double, double> function, double from, double to, double error, double? lipschitz = null)
    {
        var problem = new ApproximationProblem(function, from, to, error, lipschitz, nameof(StepApproximation));
        return ApproximationSearch.Run(problem, samples => Build(problem, samples));
    }

    private static FunctionApproximation Build(ApproximationProblem problem, FunctionSamples samples)
    {
        var pieces = ConstantPieces.Of(samples, problem.Target - samples.LargestMove);
        // A function within the error of one value needs no step; a layer has at least one unit, which then has weight 0.
        var cuts = pieces.Cuts.Length > 0 ? pieces.Cuts : [problem.From];
        var jumps = pieces.Cuts.Length > 0 ? pieces.Jumps : [0.0];
        var network = new Sequential(
            HandSet.FromOneInput([.. cuts.Select(_ => 1.0)], [.. cuts.Select(cut => -cut)]),
            new Heaviside(),
            HandSet.ToOneOutput(jumps, pieces.Values[0]));
        double? bound = problem.Lipschitz is null ? null : pieces.LargestDeviation + samples.LargestMove;
        return new FunctionApproximation(problem, network, pieces.Cuts.Length, pieces.Cuts, bound, pieces.Cuts);
    }
}
