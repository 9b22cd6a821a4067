using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// Universal approximation without training by rectifiers: a polygon g(x) = y_0 + sum_k (m_k - m_(k-1)) relu(x - s_k) with slope m_k from
/// s_k on, built to stay within a given error of a continuous function. For a smooth function n units give an error that falls as 1/n^2,
/// with steps as 1/n.
/// </summary>
public static class ReluApproximation
{
    /// <summary>
    /// Builds the network. From each corner the next line is drawn out as far as one line passes within the tolerance of all samples;
    /// one unit a line. The finished network is run and checked on other points.
    /// </summary>
    /// <inheritdoc cref="StepApproximation.Of"/>
    public static FunctionApproximation Of(Func<double, double> function, double from, double to, double error, double? lipschitz = null)
    {
        var problem = new ApproximationProblem(function, from, to, error, lipschitz, nameof(ReluApproximation));
        return ApproximationSearch.Run(problem, samples => Build(problem, samples));
    }

    private static FunctionApproximation Build(ApproximationProblem problem, FunctionSamples samples)
    {
        var lines = LinePieces.Of(samples, problem.Target - samples.LargestMove);
        var turns = lines.Slopes.Select((slope, k) => k == 0 ? slope : slope - lines.Slopes[k - 1]).ToArray();
        var network = new Sequential(
            HandSet.FromOneInput([.. lines.Starts.Select(_ => 1.0)], [.. lines.Starts.Select(start => -start)]),
            new ReLU(),
            HandSet.ToOneOutput(turns, lines.FirstValue));
        // Between two samples g minus their chord is no larger than at the samples, and f is within L h/2 of the chord.
        double? bound = problem.Lipschitz is null ? null : lines.LargestDeviation + samples.LargestMove;
        return new FunctionApproximation(problem, network, lines.Starts.Length, lines.Starts, bound, lines.Starts);
    }
}
