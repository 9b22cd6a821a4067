namespace Adjoint.Symbolic;

/// <summary>
/// Rewrites a formula into a form that is short, and the same for many ways to write it: part by part, arguments first, each distinct part
/// once. Sums go through <see cref="Sum"/>, products and powers through <see cref="Product"/>, all else through
/// <see cref="FunctionRules"/>, each of which gives back what it would not change again. A chain of additions, or of multiplications, is
/// taken as a whole, so that a long one costs no more than its terms.
/// </summary>
internal sealed class Simplifier
{
    private readonly Dictionary<Formula, Formula> _simplified = [];
    private readonly HashSet<Formula> _links = [];

    private Simplifier()
    {
    }

    public static Formula Run(Formula formula) => new Simplifier().Simplify(formula);

    /// <summary>An operation applied to simplified formulas.</summary>
    public static Formula Rewrite(Operation operation, params ReadOnlySpan<Formula> arguments)
    {
        if (operation is WhereOperation or CompareOperation) return ConditionRules.Rewrite(operation, arguments);
        var x = arguments[0];
        return operation switch
        {
            PowOperation => Product.Of(Coefficient.One, (x, Exponents.AsHalves(arguments[1]))),
            SquareOperation => Product.Of(Coefficient.One, (x, Exponents.Two)),
            ReciprocalOperation => Product.Of(Coefficient.One, (x, Exponents.MinusOne)),
            SqrtOperation => Product.Of(Coefficient.One, (x, Exponents.Half)),
            RsqrtOperation => Product.Of(Coefficient.One, (x, Exponents.MinusHalf)),
            ExpOperation => Product.Of(Coefficient.One, (Exponents.EulersNumber, x)),
            Exp2Operation => Product.Of(Coefficient.One, (Exponents.Two, Exponents.AsHalves(x))),
            _ => FunctionRules.Rewrite(operation, arguments),
        };
    }

    private Formula Simplify(Formula formula)
    {
        var order = FormulaOrder.Of(formula);
        FindLinks(order);
        foreach (var part in order)
        {
            if (!_links.Contains(part)) _simplified.Add(part, SimplifyPart(part));
        }
        return _simplified[formula];
    }

    // A link is a part that occurs once, inside a larger sum if it is one, or a larger product.
    private void FindLinks(List<Formula> order)
    {
        var uses = new Dictionary<Formula, int>(order.Count);
        foreach (var part in order)
        {
            foreach (var argument in part.ArgumentSpan) uses[argument] = uses.GetValueOrDefault(argument) + 1;
        }
        foreach (var part in order)
        {
            foreach (var argument in part.ArgumentSpan)
            {
                if (uses[argument] == 1 && ((IsSum(part) && IsSum(argument)) || (IsProduct(part) && IsProduct(argument)))) _links.Add(argument);
            }
        }
    }

    private Formula SimplifyPart(Formula part)
    {
        if (part.Operation is not { } operation) return NamedConstants.Of(part);
        if (IsSum(part)) return Sum.Of([.. Terms(part)]);
        if (IsProduct(part)) return Product.Of(Coefficient.One, [.. Factors(part)]);
        if (operation is NegOperation) return Signs.Negative(_simplified[part.ArgumentSpan[0]]);
        var arguments = new Formula[part.ArgumentSpan.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _simplified[part.ArgumentSpan[i]];
        return Rewrite(operation, arguments);
    }

    private IEnumerable<(Formula Term, Coefficient Factor)> Terms(Formula sum) => Chain(sum, Coefficient.One,
        static (part, factor) => part.Is<SubOperation>() ? -factor : factor);

    private IEnumerable<(Formula Base, Formula Exponent)> Factors(Formula product) => Chain(product, Exponents.One,
        static (part, exponent) => !part.Is<DivOperation>() ? exponent : exponent.Equals(Exponents.One) ? Exponents.MinusOne : Exponents.One);

    // What a chain joins, simplified, each with its weight; the second argument of a link may turn the weight round.
    private IEnumerable<(Formula, TWeight)> Chain<TWeight>(Formula top, TWeight weight, Func<Formula, TWeight, TWeight> second)
    {
        var todo = new Stack<(Formula Part, TWeight Weight)>([(top, weight)]);
        while (todo.TryPop(out var next))
        {
            if (!ReferenceEquals(next.Part, top) && !_links.Contains(next.Part))
            {
                yield return (_simplified[next.Part], next.Weight);
                continue;
            }
            todo.Push((next.Part.ArgumentSpan[1], second(next.Part, next.Weight)));
            todo.Push((next.Part.ArgumentSpan[0], next.Weight));
        }
    }

    private static bool IsSum(Formula part) => part.Operation is AddOperation or SubOperation;

    private static bool IsProduct(Formula part) => part.Operation is MulOperation or DivOperation;
}
