namespace Adjoint.Symbolic;

/// <summary>A sum as a number and multiples of distinct terms, into which terms are added: x + 2*x is 3*x.</summary>
internal sealed class Sum
{
    private readonly Dictionary<Formula, Coefficient> _terms = [];
    private readonly Stack<(Formula Formula, Coefficient Factor)> _todo = new();
    private Coefficient _number = Coefficient.Zero;

    private Sum()
    {
    }

    public static Formula Of(params ReadOnlySpan<(Formula Formula, Coefficient Factor)> terms)
    {
        var sum = new Sum();
        foreach (var (formula, factor) in terms) sum.Add(formula, factor);
        return sum.Build();
    }

    private void Add(Formula formula, Coefficient factor)
    {
        _todo.Push((formula, factor));
        while (_todo.TryPop(out var next))
        {
            if (next.Formula.Value is { } value && double.IsFinite(value)) _number += next.Factor * Coefficient.Of(value);
            else if (!TakeApart(next.Formula, next.Factor)) AddTerm(next.Formula, next.Factor);
        }
    }

    private bool TakeApart(Formula formula, Coefficient factor)
    {
        if (!IsSum(formula) || Size.OfSum(formula) > Product.LargestFlattened) return false;
        _todo.Push((formula.ArgumentSpan[1], formula.Is<SubOperation>() ? -factor : factor));
        _todo.Push((formula.ArgumentSpan[0], factor));
        return true;
    }

    private void AddTerm(Formula formula, Coefficient factor)
    {
        var (number, rest) = Product.Split(formula);
        factor *= number;
        if (rest.Value is { } value && double.IsFinite(value))
        {
            _number += factor * Coefficient.Of(value);
            return;
        }
        if (!ReferenceEquals(rest, formula) && TakeApart(rest, factor)) return;
        _terms[rest] = _terms.TryGetValue(rest, out var present) ? present + factor : factor;
    }

    private Formula Build()
    {
        PythagoreanIdentity.Apply(_terms, ref _number);
        Piecewise.Join(_terms);
        var terms = _terms.Where(term => !term.Value.IsZero).Select(term => (Monomial: term.Key, Factor: term.Value)).ToList();
        terms.Sort(static (x, y) => FormulaComparer.CompareTerms(x.Monomial, y.Monomial));
        if (!_number.IsZero || terms.Count == 0) terms.Add((Exponents.One, _number));
        // 1 - x rather than -x + 1.
        var first = terms.FindIndex(term => !term.Factor.IsNegative);
        if (first > 0)
        {
            var term = terms[first];
            terms.RemoveAt(first);
            terms.Insert(0, term);
        }
        var result = Product.Of(terms[0].Factor, (terms[0].Monomial, Exponents.One));
        foreach (var (rest, factor) in terms.Skip(1))
        {
            var size = Product.Of(factor.IsNegative ? -factor : factor, (rest, Exponents.One));
            result = factor.IsNegative ? result - size : result + size;
        }
        return result;
    }

    private static bool IsSum(Formula formula) => formula.Is<AddOperation>() || formula.Is<SubOperation>();
}
