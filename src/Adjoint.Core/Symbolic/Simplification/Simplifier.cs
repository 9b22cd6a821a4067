namespace Adjoint.Symbolic;

/// <summary>
/// Rewrites a formula into a form that is short, and the same for many ways to write it: part by part, arguments first, each distinct part
/// once. Sums go through <see cref="Sum"/>, products and powers through <see cref="Product"/>, all else through
/// <see cref="FunctionRules"/>, each of which gives back what it would not change again.
/// </summary>
internal static class Simplifier
{
    public static Formula Run(Formula formula)
    {
        var simplified = new Dictionary<Formula, Formula>();
        foreach (var part in FormulaOrder.Of(formula))
        {
            var arguments = new Formula[part.ArgumentSpan.Length];
            for (var i = 0; i < arguments.Length; i++) arguments[i] = simplified[part.ArgumentSpan[i]];
            simplified.Add(part, part.Operation is { } operation ? Rewrite(operation, arguments) : NamedConstants.Of(part));
        }
        return simplified[formula];
    }

    /// <summary>An operation applied to simplified formulas.</summary>
    public static Formula Rewrite(Operation operation, params ReadOnlySpan<Formula> arguments)
    {
        if (operation is WhereOperation or CompareOperation) return ConditionRules.Rewrite(operation, arguments);
        var x = arguments[0];
        return operation switch
        {
            AddOperation => Sum.Of((x, Coefficient.One), (arguments[1], Coefficient.One)),
            SubOperation => Sum.Of((x, Coefficient.One), (arguments[1], Coefficient.MinusOne)),
            NegOperation => Product.Of(Coefficient.MinusOne, (x, Exponents.One)),
            MulOperation => Product.Of(Coefficient.One, (x, Exponents.One), (arguments[1], Exponents.One)),
            DivOperation => Product.Of(Coefficient.One, (x, Exponents.One), (arguments[1], Exponents.MinusOne)),
            PowOperation => Product.Of(Coefficient.One, (x, Exponents.AsHalves(arguments[1]))),
            SquareOperation => Product.Of(Coefficient.One, (x, Exponents.Two)),
            ReciprocalOperation => Product.Of(Coefficient.One, (x, Exponents.MinusOne)),
            SqrtOperation => Product.Of(Coefficient.One, (x, Exponents.Half)),
            RsqrtOperation => Product.Of(Coefficient.One, (x, Exponents.MinusHalf)),
            ExpOperation => Product.Of(Coefficient.One, (Exponents.EulersNumber, x)),
            Exp2Operation => Product.Of(Coefficient.One, (Exponents.Two, x)),
            _ => FunctionRules.Rewrite(operation, arguments),
        };
    }
}
