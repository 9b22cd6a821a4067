namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>The formula with other formulas in place of variables; all are put in at once.</summary>
    public Formula Substitute(IReadOnlyDictionary<string, Formula> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        return Rebuild(part => part.Name is { } name && replacements.TryGetValue(name, out var replacement) ? replacement : null);
    }

    /// <inheritdoc cref="Substitute(IReadOnlyDictionary{string, Formula})"/>
    public Formula Substitute(string variable, Formula replacement) =>
        Substitute(new Dictionary<string, Formula> { [variable] = replacement });

    /// <summary>
    /// The formula as it is away from the points where two sides of an equation meet, simplified: x == y counts as false. What rules of
    /// differentiation say about such points, as that the slope of x^y by x is 0 at 0^0, falls away, and the form of the textbooks is left.
    /// The slope of 0^x is 0, as it is wherever 0^x has one.
    /// </summary>
    public Formula AlmostEverywhere() => WithoutGuards([]);

    /// <summary>
    /// The textbook form of a derivative: as <see cref="AlmostEverywhere()"/>, but what the differentiated formula itself asks, as in
    /// where(k == 1, x, x^2), is no rule's guard and stays.
    /// </summary>
    /// <param name="source">The formula that this is a derivative of.</param>
    public Formula AlmostEverywhere(Formula source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return WithoutGuards([.. FormulaOrder.Of(source, source.Simplify()).Where(IsGuard)]);
    }

    private Formula WithoutGuards(HashSet<Formula> kept) => Rebuild(part => !IsGuard(part) || kept.Contains(part) ? null
        : part.IsCondition ? Truth(part.Is<NotEqualOperation>()) : Number(0)).Simplify();

    private static bool IsGuard(Formula part) => part.Operation switch
    {
        EqualOperation or NotEqualOperation => !part._arguments[0].IsCondition,
        // The logarithm of the base in the slope of 0^y: guarded for y >= 0, and without a meaning below.
        LogOperation => part._arguments[0] is { Operation: WhereOperation, _arguments: [_, { Value: 1 }, { Value: 0 }] },
        _ => false,
    };

    // The formula with some parts replaced; null keeps a part, with its arguments rebuilt.
    private Formula Rebuild(Func<Formula, Formula?> replace)
    {
        var rebuilt = new Dictionary<Formula, Formula>();
        foreach (var part in FormulaOrder.Of(this))
        {
            var arguments = Array.ConvertAll(part._arguments, argument => rebuilt[argument]);
            rebuilt.Add(part, replace(part) ?? (part.Operation is { } operation ? Folded.Of(operation, arguments) : part));
        }
        return rebuilt[this];
    }
}
