namespace Adjoint.Graphs;

/// <summary>One summand of the chain rule: a local derivative times a tangent or an adjoint, as names and as numbers.</summary>
/// <param name="Names">As in <c>(dv3/dv0)*dv0/dx1</c>.</param>
/// <param name="Numbers">As in <c>5*1</c>; null if the factors are not single numbers.</param>
internal readonly record struct TraceTerm(string Names, string? Numbers)
{
    // Of longer sums the rest is only counted.
    private const int ShownTerms = 6;

    /// <summary>What makes a step's tangent by a variable: each step it uses, with all its uses together.</summary>
    public static IReadOnlyList<TraceTerm> OfTangent(TraceStep step, string variable, IReadOnlyList<Tensor?> tangents) =>
        [.. step.LocalDerivatives.GroupBy(local => local.By).Select(uses => Of(step, uses.Key, uses.Select(local => local.Value),
            $"d{uses.Key.Name}/d{variable}", TraceNumber.TextOrZero(tangents[uses.Key.Index]), IsSingle(tangents[uses.Key.Index])))];

    /// <summary>What makes a step's adjoint: each step that uses it, with all its uses together.</summary>
    public static IReadOnlyList<TraceTerm> OfAdjoint(TraceStep step, string result) =>
        [.. step.Contributions.GroupBy(part => part.Consumer).Select(uses => Of(uses.Key, step, uses.Select(part => part.Local.Value),
            $"d{result}/d{uses.Key.Name}", TraceNumber.Text(uses.Key.Adjoint), IsSingle(uses.Key.Adjoint)))];

    public static string JoinNames(IReadOnlyList<TraceTerm> terms) => Join(terms, term => term.Names);

    /// <summary>The sum in numbers; empty if a factor is not a single number.</summary>
    public static string JoinNumbers(IReadOnlyList<TraceTerm> terms) =>
        terms.All(term => term.Numbers is not null) ? Join(terms, term => term.Numbers!) : "";

    private static TraceTerm Of(
        TraceStep consumer, TraceStep by, IEnumerable<Tensor?> locals, string factor, string number, bool isSingle)
    {
        var names = $"(d{consumer.Name}/d{by.Name})*{factor}";
        if (!isSingle || locals.Any(local => local is not { ElementCount: 1 })) return new TraceTerm(names, null);
        var local = TraceNumber.Text(locals.Sum(value => value!.Item()));
        return new TraceTerm(names, $"{Infix.Operand(local)}*{Infix.Operand(number)}");
    }

    private static bool IsSingle(Tensor? value) => value is null or { ElementCount: 1 };

    private static string Join(IReadOnlyList<TraceTerm> terms, Func<TraceTerm, string> text)
    {
        var shown = string.Join(" + ", terms.Take(ShownTerms).Select(text));
        return terms.Count <= ShownTerms ? shown : $"{shown} + ... ({terms.Count - ShownTerms} more)";
    }
}
