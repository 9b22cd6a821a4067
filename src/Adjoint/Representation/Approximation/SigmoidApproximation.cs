using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// Universal approximation without training (UBC lecture 2): one hidden layer of sigmoids so steep that they are steps,
/// g(x) = c_0 + sum_k (c_k - c_(k-1)) sigmoid(w (x - s_k)): the bias of unit k is -w s_k, so that it steps at s_k = -b/w.
/// </summary>
public static class SigmoidApproximation
{
    /// <summary>Builds the network as <see cref="StepApproximation"/> does, with a steep sigmoid in the place of each step.</summary>
    /// <inheritdoc cref="StepApproximation.Of"/>
    /// <param name="function">f, continuous on the interval.</param>
    /// <param name="from">Left end of the interval.</param>
    /// <param name="to">Right end.</param>
    /// <param name="error">What |g(x) - f(x)| may be at most.</param>
    /// <param name="weight">w, the weight of all hidden units; if omitted, one that is large enough.</param>
    /// <param name="lipschitz">L with |f(x) - f(y)| at most L |x - y|, if known; the result then carries a proven bound.</param>
    /// <exception cref="ArgumentException">
    /// The interval or the error is empty, the weight is not positive or not large enough, f is not finite, has a jump, varies faster than
    /// it can be sampled, or contradicts the Lipschitz constant.
    /// </exception>
    public static FunctionApproximation Of(
        Func<double, double> function, double from, double to, double error, double? weight = null, double? lipschitz = null)
    {
        var problem = new ApproximationProblem(function, from, to, error, lipschitz, nameof(SigmoidApproximation));
        if (weight is null) return ApproximationSearch.Run(problem, samples => Build(problem, samples, null));
        if (!(weight > 0 && double.IsFinite(weight.Value)))
        {
            throw new ArgumentOutOfRangeException(nameof(weight),
                FormattableString.Invariant($"SigmoidApproximation: the weight must be a finite number above 0, and is {weight}."));
        }
        var result = Build(problem, FunctionSamples.Of(problem, 1), weight);
        if (result.LargestError <= error) return result;
        throw new ArgumentException(FormattableString.Invariant(
            $"SigmoidApproximation: with a weight of {weight} the sigmoids are too flat: the error is {result.LargestError:g4} at ")
            + FormattableString.Invariant($"x = {result.LargestErrorAt}, above {error}. Hint: a larger weight, or none to have one chosen."),
            nameof(weight));
    }

    private static FunctionApproximation Build(ApproximationProblem problem, FunctionSamples samples, double? given)
    {
        var move = samples.LargestMove;
        // What is left of the error goes to the transitions of the sigmoids and to what they leave over far away.
        var pieces = ConstantPieces.Of(samples, problem.Target - 4 * move);
        var cuts = pieces.Cuts.Length > 0 ? pieces.Cuts : [problem.From];
        var jumps = pieces.Cuts.Length > 0 ? pieces.Jumps : [0.0];
        var steepness = given ?? Steepness(pieces, move);
        var network = new Sequential(
            HandSet.FromOneInput([.. cuts.Select(_ => steepness)], [.. cuts.Select(cut => -steepness * cut)]),
            new Sigmoid(),
            HandSet.ToOneOutput(jumps, pieces.Values[0]));
        double[] transitions = [.. pieces.Cuts.SelectMany(cut => new[] { cut - 2 / steepness, cut, cut + 2 / steepness })];
        return new FunctionApproximation(problem, network, pieces.Cuts.Length, pieces.Cuts, Bound(problem, samples, pieces, steepness),
            transitions);
    }

    /// <summary>w such that all sigmoids together are within <paramref name="rest"/> of their steps outside the cells with a cut.</summary>
    private static double Steepness(ConstantPieces pieces, double rest)
    {
        if (pieces.Cuts.Length == 0) return 1;
        // |sigmoid(z) - step(z)| = 1/(1 + exp|z|) is at most exp(-|z|), and |z| is at least w/2 cells there.
        var total = pieces.Jumps.Sum(Math.Abs);
        return Math.Log(Math.Max(2, total / rest)) / (pieces.NarrowestCutCell / 2);
    }

    /// <summary>
    /// Farther than r from every cut, g is within T = sum |jumps| sigmoid(-w r) of the piece's value. Nearer to a cut, g is within T of a
    /// mixture of the values on its two sides, each within the pieces' deviation of f there up to L r more. Any r will do that is at most
    /// half the shortest piece; the best of some is taken.
    /// </summary>
    private static double? Bound(ApproximationProblem problem, FunctionSamples samples, ConstantPieces pieces, double weight)
    {
        if (problem.Lipschitz is not { } lipschitz) return null;
        var within = pieces.LargestDeviation + samples.LargestMove;
        if (pieces.Cuts.Length == 0) return within;
        var shortest = pieces.Cuts.Zip(pieces.Cuts.Skip(1), (left, right) => right - left).DefaultIfEmpty(problem.Length).Min();
        var total = pieces.Jumps.Sum(Math.Abs);
        var best = double.PositiveInfinity;
        for (var r = shortest / 2; r > shortest * 1e-9; r /= 1.5)
        {
            best = Math.Min(best, within + lipschitz * r + total / (1 + Math.Exp(weight * r)));
        }
        return best;
    }
}
