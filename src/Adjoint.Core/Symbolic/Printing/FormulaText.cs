using System.Globalization;
using System.Text;

namespace Adjoint.Symbolic;

/// <summary>
/// Writes a formula as one line that <see cref="FormulaParser"/> reads back to the same formula, with no more parentheses than that takes.
/// </summary>
internal sealed class FormulaText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<(Formula? Formula, string Literal)> _todo = new();
    private readonly Dictionary<Formula, Lead> _leads = [];
    private readonly HashSet<string> _variables = [];

    private FormulaText(Formula formula)
    {
        foreach (var part in FormulaOrder.Of(formula))
        {
            _leads.Add(part, LeadOf(part));
            if (part.Name is not null) _variables.Add(part.Name);
        }
    }

    // What a text begins with decides whether a minus sign may stand before it.
    private enum Lead
    {
        Other,
        Minus,
        Literal,
    }

    public static string Of(Formula formula) => new FormulaText(formula).Write(formula);

    private string Write(Formula formula)
    {
        _todo.Push((formula, ""));
        while (_todo.TryPop(out var next))
        {
            if (next.Formula is null) _text.Append(next.Literal);
            else Append(next.Formula);
        }
        return _text.ToString();
    }

    private void Append(Formula formula)
    {
        if (formula.Operation is not { } operation) _text.Append(LeafText(formula));
        else if (formula.Is<NegOperation>()) AppendNegative(formula.ArgumentSpan[0]);
        else if (Conditions.IsNot(formula)) AppendPrefix("not ", formula.ArgumentSpan[0], Precedence.Not);
        else if (Conditions.IsAnd(formula)) AppendInfix(" and ", Precedence.And, formula.ArgumentSpan[0], formula.ArgumentSpan[1]);
        else if (Conditions.IsOr(formula)) AppendInfix(" or ", Precedence.Or, formula.ArgumentSpan[0], formula.ArgumentSpan[2]);
        else if (Infix.Of(operation) is { } infix) AppendInfix(Spaced(infix), infix.Precedence, formula.ArgumentSpan[0], formula.ArgumentSpan[1]);
        else AppendCall(formula);
    }

    // Pieces are pushed in reverse, for the stack turns them round.
    private void AppendInfix(string symbol, Precedence precedence, Formula left, Formula right)
    {
        var isPower = precedence == Precedence.Power;
        Push(right, isPower || precedence == Precedence.Comparison && !right.IsCondition ? precedence : precedence + 1,
            _leads[right] == Lead.Minus && precedence > Precedence.Comparison);
        _todo.Push((null, symbol));
        Push(left, isPower || precedence == Precedence.Comparison ? precedence + 1 : precedence, isPower && _leads[left] == Lead.Minus);
    }

    private void AppendNegative(Formula argument)
    {
        Push(argument, Precedence.Product, _leads[argument] != Lead.Other);
        _text.Append('-');
    }

    private void AppendPrefix(string prefix, Formula argument, Precedence precedence)
    {
        Push(argument, precedence, false);
        _text.Append(prefix);
    }

    private void AppendCall(Formula formula)
    {
        _todo.Push((null, ")"));
        if (formula.Operation is ClampOperation clamp)
        {
            _todo.Push((null, $", {NumberText(clamp.Min)}, {NumberText(clamp.Max)}"));
        }
        else if (formula.Operation!.Attributes.Any())
        {
            _todo.Push((null, string.Concat(formula.Operation.Attributes.Select(a => FormattableString.Invariant($"; {a.Key}: {a.Value}")))));
        }
        for (var i = formula.ArgumentSpan.Length - 1; i >= 0; i--)
        {
            _todo.Push((formula.ArgumentSpan[i], ""));
            if (i > 0) _todo.Push((null, ", "));
        }
        _text.Append(FormulaFunctions.NameOf(formula.Operation)).Append('(');
    }

    private void Push(Formula formula, Precedence least, bool always)
    {
        var parenthesize = always || PrecedenceOf(formula) < least;
        if (parenthesize) _todo.Push((null, ")"));
        _todo.Push((formula, ""));
        if (parenthesize) _todo.Push((null, "("));
    }

    private static Precedence PrecedenceOf(Formula formula)
    {
        if (formula.Operation is not { } operation) return Precedence.Primary;
        if (operation is NegOperation) return Precedence.NegatedProduct;
        if (Conditions.IsNot(formula)) return Precedence.Not;
        if (Conditions.IsAnd(formula)) return Precedence.And;
        if (Conditions.IsOr(formula)) return Precedence.Or;
        return Infix.Of(operation)?.Precedence ?? Precedence.Primary;
    }

    private Lead LeadOf(Formula formula)
    {
        if (formula.Value is { } value) return double.IsNegative(value) && !double.IsNaN(value) ? Lead.Minus : Lead.Literal;
        if (formula.Operation is not { } operation) return Lead.Other;
        if (operation is NegOperation) return Lead.Minus;
        if (Infix.Of(operation) is not { } infix || Conditions.IsNot(formula)) return Lead.Other;
        var left = formula.ArgumentSpan[0];
        // A minus sign before 2^x does not turn the 2 into a negative number.
        if (infix.Precedence == Precedence.Power) return Lead.Other;
        return PrecedenceOf(left) < infix.Precedence ? Lead.Other : _leads[left];
    }

    private static string Spaced((string Symbol, Precedence Precedence) infix) =>
        infix.Precedence >= Precedence.Product ? infix.Symbol : $" {infix.Symbol} ";

    private string LeafText(Formula leaf) => leaf switch
    {
        { Name: { } name } => name,
        { IsCondition: true } => leaf.Value == 1 ? "true" : "false",
        _ => NumberText(leaf.Value!.Value),
    };

    private string NumberText(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        Math.PI when !_variables.Contains("pi") => "pi",
        -Math.PI when !_variables.Contains("pi") => "-pi",
        Math.E when !_variables.Contains("e") => "e",
        -Math.E when !_variables.Contains("e") => "-e",
        _ => value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal)
            .Replace("E", "e", StringComparison.Ordinal),
    };
}
