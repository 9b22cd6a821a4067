using System.Text;

namespace Adjoint.Symbolic;

/// <summary>Writes a formula in a notation of two dimensions: fractions, superscripts and roots instead of signs and parentheses.</summary>
internal sealed class FormulaMarkup(Notation notation)
{
    private readonly StringBuilder _text = new();
    private readonly Stack<(Formula? Formula, string Literal)> _todo = new();

    public static string Of(Formula formula, Notation notation) => new FormulaMarkup(notation).Write(formula);

    private string Write(Formula formula)
    {
        Push(notation.Document, (formula, false));
        while (_todo.TryPop(out var next))
        {
            if (next.Formula is null) _text.Append(next.Literal);
            else Expand(next.Formula);
        }
        return _text.ToString();
    }

    private void Expand(Formula formula)
    {
        if (formula.Operation is not { } operation) _text.Append(Leaf(formula));
        else if (formula.IsCondition) ExpandCondition(formula, operation);
        else if (operation is BinaryOperation) ExpandBinary(formula, operation);
        else ExpandFunction(formula, operation);
    }

    private string Leaf(Formula leaf)
    {
        if (leaf.Value is { } value) return leaf.IsCondition ? notation.Truth(value == 1) : notation.Number(value);
        var (letters, index) = Letters.Split(leaf.Name!);
        return notation.Variable(letters, index);
    }

    private void ExpandBinary(Formula formula, Operation operation)
    {
        var (x, y) = (formula.ArgumentSpan[0], formula.ArgumentSpan[1]);
        switch (operation)
        {
            case AddOperation or SubOperation:
                Push(operation is AddOperation ? notation.Sum : notation.Difference,
                    (x, PrecedenceOf(x) < Precedence.Sum), (y, PrecedenceOf(y) <= Precedence.Sum || LeadsWithMinus(y)));
                break;
            case MulOperation:
                Push(LeadsWithDigit(y) ? notation.DottedProduct : notation.Product,
                    (x, PrecedenceOf(x) < Precedence.Product), (y, PrecedenceOf(y) <= Precedence.Product || LeadsWithMinus(y)));
                break;
            case DivOperation:
                Push(notation.Fraction, (x, false), (y, false));
                break;
            case PowOperation:
                Push(notation.Power, (x, IsCompound(x)), (y, false));
                break;
            default:
                ExpandFunction(formula, operation);
                break;
        }
    }

    private void ExpandFunction(Formula formula, Operation operation)
    {
        var arguments = formula.ArgumentSpan;
        var x = arguments[0];
        switch (operation)
        {
            case NegOperation: Push(notation.Negative, (x, PrecedenceOf(x) < Precedence.Product || LeadsWithMinus(x))); break;
            case SquareOperation: Push(notation.Square, (x, IsCompound(x))); break;
            case ReciprocalOperation: Push(notation.Reciprocal, (x, false)); break;
            case RsqrtOperation: Push(notation.ReciprocalRoot, (x, false)); break;
            case SqrtOperation: Push(notation.Root, (x, false)); break;
            case ExpOperation: Push(notation.Exponential, (x, false)); break;
            case AbsOperation: Push(notation.Size, (x, false)); break;
            case FloorOperation: Push(notation.Floor, (x, false)); break;
            case CeilOperation: Push(notation.Ceiling, (x, false)); break;
            case WhereOperation: Push(notation.Choice, (arguments[1], false), (x, false), (arguments[2], false)); break;
            default: PushCall(formula, operation); break;
        }
    }

    private void PushCall(Formula formula, Operation operation)
    {
        var name = notation.Function(FormulaFunctions.NameOf(operation));
        var arguments = formula.Arguments.ToList();
        if (operation is ClampOperation clamp) arguments.AddRange([Formula.Number(clamp.Min), Formula.Number(clamp.Max)]);
        string[] template = [name[0], .. Enumerable.Repeat(notation.Comma, arguments.Count - 1), name[1]];
        Push(template, [.. arguments.Select(argument => (argument, false))]);
    }

    private void ExpandCondition(Formula formula, Operation operation)
    {
        var arguments = formula.ArgumentSpan;
        if (Conditions.IsNot(formula)) Push(notation.Not, (arguments[0], PrecedenceOf(arguments[0]) < Precedence.Primary));
        else if (Conditions.IsAnd(formula)) PushJoined(notation.And, Precedence.And, arguments[0], arguments[1]);
        else if (Conditions.IsOr(formula)) PushJoined(notation.Or, Precedence.Or, arguments[0], arguments[2]);
        else if (operation is WhereOperation) Push(notation.Choice, (arguments[1], false), (arguments[0], false), (arguments[2], false));
        else PushJoined(notation.Comparison(Infix.Of(operation)!.Value.Symbol), Precedence.Comparison, arguments[0], arguments[1]);
    }

    private void PushJoined(string[] template, Precedence precedence, Formula x, Formula y) =>
        Push(template, (x, PrecedenceOf(x) <= precedence), (y, PrecedenceOf(y) <= precedence));

    // Pieces are pushed in reverse, for the stack turns them round.
    private void Push(string[] template, params ReadOnlySpan<(Formula Formula, bool IsParenthesized)> parts)
    {
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            _todo.Push((null, template[i + 1]));
            if (parts[i].IsParenthesized) _todo.Push((null, notation.Parentheses[1]));
            _todo.Push((parts[i].Formula, ""));
            if (parts[i].IsParenthesized) _todo.Push((null, notation.Parentheses[0]));
        }
        _text.Append(template[0]);
    }

    // A fraction holds its parts together by itself, but not under an exponent.
    private static Precedence PrecedenceOf(Formula formula) => formula switch
    {
        { Operation: AddOperation or SubOperation } => Precedence.Sum,
        { Operation: NegOperation } => Precedence.NegatedProduct,
        { Operation: MulOperation } => Precedence.Product,
        { IsCondition: true, Operation: not null } => Conditions.IsNot(formula) ? Precedence.Not
            : Conditions.IsAnd(formula) ? Precedence.And : Conditions.IsOr(formula) ? Precedence.Or : Precedence.Comparison,
        _ => Precedence.Primary,
    };

    private static bool IsCompound(Formula formula) => PrecedenceOf(formula) < Precedence.Primary || formula.Value < 0
        || formula.Operation is DivOperation or PowOperation or SquareOperation or ReciprocalOperation or RsqrtOperation or ExpOperation
            or WhereOperation || (formula.Value is { } value && !double.IsInteger(value) && value is < 1e-4 or > 1e15);

    private static bool LeadsWithMinus(Formula formula)
    {
        formula = First(formula);
        return formula.Is<NegOperation>() || formula.Value < 0;
    }

    private static bool LeadsWithDigit(Formula formula)
    {
        formula = First(formula);
        while (formula.Is<PowOperation>() || formula.Is<SquareOperation>()) formula = formula.ArgumentSpan[0];
        return formula.Value is { } value && value is not (Math.PI or Math.E);
    }

    private static Formula First(Formula formula)
    {
        while (formula.Is<MulOperation>() && PrecedenceOf(formula.ArgumentSpan[0]) >= Precedence.Product) formula = formula.ArgumentSpan[0];
        return formula;
    }
}
