namespace Adjoint.Graphs;

/// <summary>
/// The forward derivative trace by one variable: its tangent is 1, that of the others 0, and each step makes its own from its inputs'.
/// </summary>
internal static class TangentWalk
{
    /// <summary>One tangent a step; null means zero.</summary>
    public static Tensor?[] By(IReadOnlyList<TraceStep> steps, int variable)
    {
        using var noGrad = NoGrad.Begin();
        var results = new Tensor?[steps.Count];
        results[variable] = steps[variable].Value.NewFull(steps[variable].Value.Shape, 1);
        foreach (var step in steps)
        {
            if (step.Operation is null) continue;
            var tangents = new Tensor?[step.Inputs.Count];
            var depends = false;
            foreach (var local in step.LocalDerivatives)
            {
                tangents[local.Input] = results[local.By.Index];
                depends |= tangents[local.Input] is not null;
            }
            if (depends) results[step.Index] = step.Operation.Jvp(tangents, new SavedValues(step.Node));
        }
        return results;
    }
}
