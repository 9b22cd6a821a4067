namespace Adjoint.Symbolic;

/// <summary>Which operations make formulas, and of what.</summary>
internal static class FormulaRules
{
    /// <summary>True if the result is a condition.</summary>
    /// <exception cref="FormulaException">The operation cannot be applied to these.</exception>
    public static bool Check(Operation operation, ReadOnlySpan<Formula> arguments)
    {
        foreach (var argument in arguments) ArgumentNullException.ThrowIfNull(argument, nameof(arguments));
        var expected = ArgumentCount(operation);
        if (arguments.Length != expected)
        {
            throw new FormulaException($"{operation.Name} takes {expected} {(expected == 1 ? "argument" : "arguments")}, and {arguments.Length} were given.");
        }
        if (operation is WhereOperation) return Choice(arguments);
        if (operation is CompareOperation)
        {
            // Conditions can be equal or not; that one is less than the other means nothing.
            var (x, y) = (arguments[0].IsCondition, arguments[1].IsCondition);
            if (x == y && (!x || operation is EqualOperation)) return true;
            throw new FormulaException("a condition cannot be compared. Hint: for 0 < x < 1 write 0 < x and x < 1.");
        }
        foreach (var argument in arguments)
        {
            if (!argument.IsCondition) continue;
            throw new FormulaException($"{operation.Name} needs numbers, and got a condition. Hint: where(condition, 1, 0) is a number.");
        }
        return false;
    }

    public static int ArgumentCount(Operation operation) => operation switch
    {
        UnaryOperation => 1,
        BinaryOperation or CompareOperation => 2,
        WhereOperation => 3,
        _ => throw new FormulaException($"{operation.Name} works on whole tensors and cannot be part of a formula of single numbers. "
            + "Hint: run it on symbolic tensors, whose elements are formulas."),
    };

    private static bool Choice(ReadOnlySpan<Formula> arguments)
    {
        if (!arguments[0].IsCondition)
        {
            throw new FormulaException("where needs a condition first, such as where(x > 0, x, 0), and got a number.");
        }
        if (arguments[1].IsCondition == arguments[2].IsCondition) return arguments[1].IsCondition;
        throw new FormulaException("where needs two numbers or two conditions to choose from, and got one of each.");
    }
}
