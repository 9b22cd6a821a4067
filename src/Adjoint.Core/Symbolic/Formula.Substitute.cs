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
    /// The formula as it is away from the points where two sides of an equation meet, simplified: x == y counts as false. What differentiation
    /// rules say about such points, as that the slope of x^y by x is 0 at 0^0, falls away, and the form of the textbooks is left.
    /// </summary>
    public Formula AlmostEverywhere() => Rebuild(static part => part.ArgumentSpan is [{ IsCondition: false }, _] ? part.Operation switch
    {
        EqualOperation => False,
        NotEqualOperation => True,
        _ => null,
    } : null).Simplify();

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
