using Adjoint.Autodiff;

namespace Adjoint.Symbolic;

/// <summary>
/// Differentiates a formula by the operations' tangent rules, run on symbols, each part after its arguments: from the inside out, as a
/// chain rule is written, so that the outer derivative stands beside that of the whole inner sum.
/// </summary>
internal static class ForwardRules
{
    /// <summary>The derivative by one variable as the rules give it, not simplified.</summary>
    public static Formula Derivative(Formula formula, string variable)
    {
        // Symbols are differentiated by their record, whatever the caller does with his own.
        using var recording = RecordScope.Set(RecordMode.Off | RecordMode.Elementary, active: false);
        // Only parts that depend on the variable have a tangent.
        var tangents = new Dictionary<Formula, Formula>();
        foreach (var part in FormulaOrder.Of(formula))
        {
            if (part.Name == variable) tangents.Add(part, Formula.Number(1));
            else if (TangentOf(part, tangents) is { } tangent) tangents.Add(part, tangent);
        }
        return tangents.GetValueOrDefault(formula) ?? Formula.Number(0);
    }

    private static Formula? TangentOf(Formula part, Dictionary<Formula, Formula> tangents)
    {
        var arguments = part.ArgumentSpan;
        var inputs = new Tensor[arguments.Length];
        var incoming = new Tensor?[arguments.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = arguments[i].ToTensor();
            if (!tangents.TryGetValue(arguments[i], out var tangent)) continue;
            inputs[i].RequiresGrad = true;
            incoming[i] = tangent.ToTensor();
        }
        if (Array.TrueForAll(incoming, tangent => tangent is null)) return null;
        // Where the operation is flat, or a condition, there is no record and no tangent.
        return part.Operation!.Apply(inputs).Node is { } node ? part.Operation.Jvp(incoming, new SavedValues(node))?.ToFormula() : null;
    }
}
