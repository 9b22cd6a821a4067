namespace Adjoint.Symbolic;

/// <summary>
/// A derivative worked out the way it is on paper: which rule is applied to which part, from the outside in, and the result in the end.
/// </summary>
public sealed class Derivation
{
    /// <summary>The largest formula that is worked out, in distinct parts.</summary>
    public const int LargestFormula = 2000;

    private Derivation(Formula formula, string variable, IReadOnlyList<DerivationStep> steps, Formula result)
    {
        Formula = formula;
        Variable = variable;
        Steps = steps;
        Result = result;
    }

    /// <summary>What is differentiated.</summary>
    public Formula Formula { get; }

    /// <summary>The variable to differentiate by.</summary>
    public string Variable { get; }

    /// <summary>The applications of rules; a part that occurs several times is worked out once.</summary>
    public IReadOnlyList<DerivationStep> Steps { get; }

    /// <summary>The simplified derivative in its textbook form; <see cref="Formula.Derivative"/> is exact at single points, too.</summary>
    public Formula Result { get; }

    /// <summary>Works a derivative out.</summary>
    /// <exception cref="FormulaException">The formula is too large to be worked out step by step.</exception>
    public static Derivation Of(Formula formula, string variable)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(variable);
        if (formula.NodeCount > LargestFormula || formula.TreeSizeUpTo(Formula.LargestText) > Formula.LargestText)
        {
            throw new FormulaException($"The formula has {formula.NodeCount} distinct parts, too many to be worked out step by step "
                + $"(at most {LargestFormula}). Hint: Derivative() differentiates formulas of any size.");
        }
        var steps = new List<DerivationStep>();
        var seen = new HashSet<Formula>();
        var todo = new Stack<Formula>([formula]);
        while (todo.TryPop(out var part))
        {
            if (!seen.Add(part)) continue;
            var rule = TextbookRule.Of(part, variable);
            steps.Add(new DerivationStep(rule.Name, part, TextbookRule.DerivativeText(part, variable), rule.After));
            foreach (var inner in rule.Remaining.Reverse()) todo.Push(inner);
        }
        return new Derivation(formula, variable, steps, formula.Derivative(variable).AlmostEverywhere(formula));
    }

    /// <summary>All steps and the result, one a line.</summary>
    public override string ToString() => string.Join('\n', Steps.Select(step => step.ToString())
        .Append($"result: {TextbookRule.DerivativeText(Formula, Variable)} = {Result}"));
}
