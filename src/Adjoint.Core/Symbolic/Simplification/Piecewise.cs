namespace Adjoint.Symbolic;

/// <summary>
/// Choices inside sums and products: a factor goes into a choice of which one side is 0, and choices by the same condition are added side by
/// side. Only where the sides are no choices themselves, which keeps the work bounded.
/// </summary>
internal static class Piecewise
{
    /// <summary>The place among a product's factors of a choice between something and 0; negative if there is none.</summary>
    public static int FindChoice(List<(Formula Base, Formula Exponent)> factors) => factors.FindIndex(factor => factor.Exponent.Value == 1
        && IsPlainChoice(factor.Base) && (factor.Base.ArgumentSpan[1].Value == 0 || factor.Base.ArgumentSpan[2].Value == 0));

    /// <summary>A choice with both sides multiplied.</summary>
    public static Formula Times(Formula choice, Formula factor)
    {
        var arguments = choice.ArgumentSpan;
        return Folded.Choice(arguments[0], Multiply(arguments[1], factor), Multiply(arguments[2], factor));
    }

    /// <summary>Adds choices by the same condition side by side.</summary>
    public static void Join(Dictionary<Formula, Coefficient> terms)
    {
        var groups = terms.Keys.Where(IsPlainChoice).Where(term => !terms[term].IsZero).GroupBy(term => term.ArgumentSpan[0])
            .Where(group => group.Count() > 1).ToList();
        foreach (var group in groups)
        {
            var holds = Sum.Of([.. group.Select(term => (term.ArgumentSpan[1], terms[term]))]);
            var fails = Sum.Of([.. group.Select(term => (term.ArgumentSpan[2], terms[term]))]);
            foreach (var term in group) terms[term] = Coefficient.Zero;
            var joined = Folded.Choice(group.Key, holds, fails);
            terms[joined] = terms.TryGetValue(joined, out var present) ? present + Coefficient.One : Coefficient.One;
        }
    }

    private static Formula Multiply(Formula side, Formula factor) =>
        Product.Of(Coefficient.One, (side, Exponents.One), (factor, Exponents.One));

    private static bool IsPlainChoice(Formula formula) => formula.Is<WhereOperation>() && !formula.IsCondition
        && !formula.ArgumentSpan[1].Is<WhereOperation>() && !formula.ArgumentSpan[2].Is<WhereOperation>();
}
