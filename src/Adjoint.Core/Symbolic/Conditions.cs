namespace Adjoint.Symbolic;

/// <summary>Conditions are joined the way tensors of truth values are: by choosing between them.</summary>
internal static class Conditions
{
    public static Formula And(Formula x, Formula y) => Formula.Of(WhereOperation.Instance, RequireCondition(x), RequireCondition(y), Formula.False);

    public static Formula Or(Formula x, Formula y) => Formula.Of(WhereOperation.Instance, RequireCondition(x), Formula.True, RequireCondition(y));

    public static Formula Not(Formula x) => Formula.Of(EqualOperation.Instance, RequireCondition(x), Formula.False);

    public static bool IsAnd(Formula formula) => IsChoice(formula) && formula.ArgumentSpan[2].Equals(Formula.False);

    public static bool IsOr(Formula formula) => IsChoice(formula) && formula.ArgumentSpan[1].Equals(Formula.True);

    public static bool IsNot(Formula formula) => formula.Is<EqualOperation>() && formula.ArgumentSpan[1].Equals(Formula.False);

    private static bool IsChoice(Formula formula) => formula.IsCondition && formula.Is<WhereOperation>();

    private static Formula RequireCondition(Formula formula) => formula.IsCondition
        ? formula
        : throw new FormulaException("and, or and not join conditions, such as x > 0, and one of theirs is a number.");
}
