namespace Adjoint.Symbolic;

/// <summary>
/// Builds formulas, but decides conditions that are known and does sums and products of whole numbers, so that what a differentiation rule
/// guards against (a power of 0) leaves no trace where it cannot happen.
/// </summary>
internal static class Folded
{
    // Beyond this, whole numbers in double precision have gaps.
    private const double GreatestWhole = 1L << 53;

    public static Formula Of(Operation operation, params ReadOnlySpan<Formula> arguments)
    {
        if (operation is WhereOperation) return Choice(arguments[0], arguments[1], arguments[2]);
        if (operation is CompareOperation) return Comparison(operation, arguments[0], arguments[1]);
        return WholeResult(operation, arguments) is { } value ? Formula.Number(value) : Formula.Of(operation, arguments);
    }

    /// <summary>condition ? x : y.</summary>
    public static Formula Choice(Formula condition, Formula x, Formula y)
    {
        if (condition.Value is { } holds) return holds != 0 ? x : y;
        if (x.Equals(y)) return x;
        if (!x.IsCondition) return Formula.Of(WhereOperation.Instance, condition, x, y);
        if (x.Equals(Formula.True) && y.Equals(Formula.False)) return condition;
        if (x.Equals(Formula.False) && y.Equals(Formula.True)) return Not(condition);
        if (x.Equals(condition)) return Choice(condition, Formula.True, y);
        if (y.Equals(condition)) return Choice(condition, x, Formula.False);
        return Formula.Of(WhereOperation.Instance, condition, x, y);
    }

    public static Formula Not(Formula condition) => condition switch
    {
        { Value: { } value } => Formula.Truth(value == 0),
        _ when Conditions.IsNot(condition) => condition.ArgumentSpan[0],
        _ => Conditions.Not(condition),
    };

    /// <summary>A number from a condition: 1 if it holds, else 0.</summary>
    public static Formula Number(Formula formula) => !formula.IsCondition ? formula
        : formula.Value is { } value ? Formula.Number(value)
        : Formula.Of(WhereOperation.Instance, formula, Formula.Number(1), Formula.Number(0));

    /// <summary>A condition from a number: whether it is not 0.</summary>
    public static Formula Condition(Formula formula) =>
        formula.IsCondition ? formula : Comparison(NotEqualOperation.Instance, formula, Formula.Number(0));

    private static Formula Comparison(Operation operation, Formula x, Formula y)
    {
        if (x.Value is { } left && y.Value is { } right) return Formula.Truth(ScalarDefinition.Of(operation, left, right, 0) != 0);
        if (!x.IsCondition && !y.IsCondition)
        {
            // Numbers such as 1/2 and sqrt(2) stay written out, but how they compare is known.
            return x.LeadVariable is null && y.LeadVariable is null
                ? Comparison(operation, Formula.Number(x.Evaluate()), Formula.Number(y.Evaluate()))
                : Formula.Of(operation, x, y);
        }
        if (operation is EqualOperation or NotEqualOperation) return Equality(operation, Condition(x), Condition(y));
        // Truth values are in order as the numbers 1 and 0 are.
        return Formula.Of(operation, Number(x), Number(y));
    }

    private static Formula Equality(Operation operation, Formula x, Formula y)
    {
        if (operation is NotEqualOperation) return Not(Equality(EqualOperation.Instance, x, y));
        if (operation is EqualOperation && y.Value is { } value) return value != 0 ? x : Not(x);
        if (operation is EqualOperation && x.Value is not null) return Equality(operation, y, x);
        return Formula.Of(operation, x, y);
    }

    private static double? WholeResult(Operation operation, ReadOnlySpan<Formula> arguments)
    {
        if (operation is not (AddOperation or SubOperation or MulOperation or NegOperation)) return null;
        Span<double> values = [0, 0];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Value is not { } value || !IsWhole(value)) return null;
            values[i] = value;
        }
        var result = ScalarDefinition.Of(operation, values[0], values[1], 0);
        return IsWhole(result) ? result : null;
    }

    private static bool IsWhole(double value) => double.IsInteger(value) && Math.Abs(value) <= GreatestWhole;
}
