namespace Adjoint.Graphs;

/// <summary>
/// The reverse adjoint trace: each step, from the last to the first, hands its adjoint times its local derivatives to its inputs, whose
/// adjoints are the sums of what they are given.
/// </summary>
internal static class AdjointWalk
{
    public static void Fill(IReadOnlyList<TraceStep> steps, TraceStep? output)
    {
        var sums = new Tensor?[steps.Count];
        var contributions = new List<AdjointContribution>?[steps.Count];
        if (output is not null) sums[output.Index] = output.Value.NewFull(output.Value.Shape, 1);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var step = steps[i];
            step.Adjoint = sums[i] ?? step.Value.NewFull(step.Value.Shape, 0);
            step.Contributions = contributions[i] ?? [];
            if (sums[i] is not { } adjoint) continue;
            foreach (var local in step.LocalDerivatives)
            {
                var product = step.Operation!.Vjp(local.Input, adjoint, new SavedValues(step.Node));
                Add(local.By, new AdjointContribution(step, local, product ?? local.By.Value.NewFull(local.By.Value.Shape, 0)));
            }
        }

        void Add(TraceStep step, AdjointContribution contribution)
        {
            (contributions[step.Index] ??= []).Add(contribution);
            sums[step.Index] = sums[step.Index] is { } sum ? sum + contribution.Product : contribution.Product;
        }
    }
}
