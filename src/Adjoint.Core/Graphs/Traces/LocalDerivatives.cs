namespace Adjoint.Graphs;

/// <summary>The derivative of each step by each of its inputs, by the operation's own rules with 1 coming in.</summary>
internal static class LocalDerivatives
{
    public static void Fill(IReadOnlyList<TraceStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Operation is null) continue;
            var derivatives = new List<LocalDerivative>(step.Inputs.Count);
            for (var i = 0; i < step.Inputs.Count; i++)
            {
                if (step.Inputs[i].Step is { } by) derivatives.Add(Of(step, i, by));
            }
            step.LocalDerivatives = derivatives;
        }
    }

    private static LocalDerivative Of(TraceStep step, int input, TraceStep by)
    {
        var kind = KindOf(step, by);
        return new LocalDerivative(by, input, kind, kind switch
        {
            JacobianKind.Full => null,
            JacobianKind.Column => ByTangent(step, input),
            _ => ByGradient(step, input),
        });
    }

    private static JacobianKind KindOf(TraceStep step, TraceStep by)
    {
        if (step.Value.ElementCount == 1) return JacobianKind.Row;
        var isElementwise = step.Operation is UnaryOperation or BinaryOperation;
        if (isElementwise && step.Value.Shape == by.Value.Shape) return JacobianKind.Diagonal;
        return by.Value.ElementCount == 1 ? JacobianKind.Column : JacobianKind.Full;
    }

    private static Tensor ByGradient(TraceStep step, int input)
    {
        var one = step.Value.NewFull(step.Value.Shape, 1);
        return step.Operation!.Vjp(input, one, new SavedValues(step.Node)) ?? Zero(step.Inputs[input].Value);
    }

    private static Tensor ByTangent(TraceStep step, int input)
    {
        var tangents = new Tensor?[step.Inputs.Count];
        var by = step.Inputs[input].Value;
        tangents[input] = by.NewFull(by.Shape, 1);
        return step.Operation!.Jvp(tangents, new SavedValues(step.Node)) ?? Zero(step.Value);
    }

    private static Tensor Zero(Tensor like) => like.NewFull(like.Shape, 0);
}
