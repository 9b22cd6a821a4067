namespace Adjoint.Symbolic;

/// <summary>What is known of single functions: values at a few whole numbers, signs of odd and even ones, inverses.</summary>
internal static class FunctionRules
{
    /// <summary>An operation applied to simplified formulas, simplified.</summary>
    public static Formula Rewrite(Operation operation, params ReadOnlySpan<Formula> arguments)
    {
        if (KnownValue(operation, arguments) is { } value) return Formula.Number(value);
        var x = arguments[0];
        switch (operation)
        {
            case LogOperation when x.Is<ExpOperation>():
                return x.ArgumentSpan[0];
            case AbsOperation when x.Is<AbsOperation>() || x.Is<ExpOperation>() || x.Is<SqrtOperation>():
            case MaximumOperation or MinimumOperation when x.Equals(arguments[1]):
                return x;
        }
        if (IsOdd(operation) && Signs.LeadsWithMinus(x)) return Signs.Negative(Formula.Of(operation, Signs.Negative(x)));
        if (IsEven(operation) && Signs.LeadsWithMinus(x)) return Formula.Of(operation, Signs.Negative(x));
        return Formula.Of(operation, arguments);
    }

    private static bool IsOdd(Operation operation) => operation is SinOperation or TanOperation or AsinOperation or AtanOperation
        or SinhOperation or TanhOperation or AsinhOperation or AtanhOperation or ErfOperation or SignOperation;

    private static bool IsEven(Operation operation) => operation is CosOperation or CoshOperation or AbsOperation;

    // Whole values of whole numbers, where they are exact: anywhere for steps and choices, at 0 and 1 for all others.
    private static double? KnownValue(Operation operation, ReadOnlySpan<Formula> arguments)
    {
        Span<double> values = [0, 0];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Value is not { } value) return null;
            values[i] = value;
        }
        if (operation is LogOperation && values[0] == Math.E) return 1;
        if (!IsExact(operation) && (values[0] is not (0 or 1) || arguments.Length > 1)) return null;
        var result = ScalarDefinition.Of(operation, values[0], values[1], 0);
        return double.IsInteger(result) || (operation is AbsOperation or ReluOperation or ClampOperation or MaximumOperation
            or MinimumOperation && double.IsFinite(result)) ? result : null;
    }

    private static bool IsExact(Operation operation) => operation is AbsOperation or SignOperation or FloorOperation or CeilOperation
        or RoundOperation or ReluOperation or ClampOperation or MaximumOperation or MinimumOperation;
}
