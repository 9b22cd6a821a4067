namespace Adjoint.Representation;

/// <summary>Builds from closer and closer samples until the finished network passes its check.</summary>
internal static class ApproximationSearch
{
    private const int FinestRefinement = 256;

    public static FunctionApproximation Run(ApproximationProblem problem, Func<FunctionSamples, FunctionApproximation> build)
    {
        for (var refinement = 1; ; refinement *= 4)
        {
            var result = build(FunctionSamples.Of(problem, refinement));
            if (result.LargestError <= problem.Error && !(result.ErrorBound > problem.Error)) return result;
            if (refinement < FinestRefinement) continue;
            throw new ArgumentException(FormattableString.Invariant(
                $"{problem.Method}: the error is still {result.LargestError:g4} at x = {result.LargestErrorAt}, above {problem.Error}: ")
                + "there the function varies faster than its samples show. Hint: a shorter interval, or a Lipschitz constant.");
        }
    }
}
