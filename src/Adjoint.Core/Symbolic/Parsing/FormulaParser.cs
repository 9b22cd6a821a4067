namespace Adjoint.Symbolic;

/// <summary>
/// Reads ordinary formulas: <c>ln(x1) + x1*x2 - sin(x2)</c>. Numbers (<c>2</c>, <c>.5</c>, <c>1e-3</c>), names, <c>+ - * / ^</c>,
/// parentheses, functions, the constants <c>pi</c> and <c>e</c>, and for <c>where(x &gt; 0, x, 0)</c> comparisons, <c>and</c>,
/// <c>or</c>, <c>not</c>. <c>^</c> binds to the right and more tightly than a minus sign before it; <c>ln</c> and <c>log</c> are natural.
/// Functions are all elementwise operations, under their own names and the usual ones (<c>max</c>, <c>ln</c>, <c>arcsin</c>).
/// Two stacks instead of recursion (Dijkstra, 1961): time is linear in the text, and nesting has no limit.
/// </summary>
public sealed class FormulaParser
{
    /// <summary>The longest text that is read, in characters; the parts of a formula that long take some hundreds of megabytes.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    private readonly string _text;
    private readonly HashSet<string> _variables;
    private readonly Dictionary<string, Formula> _known = [];
    private readonly Stack<Formula> _operands = new();
    private readonly Stack<Pending> _pending = new();
    private FormulaLexer _lexer;
    private Token _token;
    private Token _following;

    private FormulaParser(string text, IEnumerable<string> variables)
    {
        _text = text;
        _variables = [.. variables];
        _lexer = new FormulaLexer(text);
        _token = _lexer.Next();
        _following = _token.Kind == TokenKind.End ? _token : _lexer.Next();
    }

    /// <summary>The functions that formulas know, by the names they are printed with, in alphabetical order.</summary>
    public static IReadOnlyList<string> Functions => FormulaFunctions.Names;

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="variables">Names that are variables even if they are those of constants, such as <c>e</c>.</param>
    /// <exception cref="FormulaException">The text is no formula: with the position, what was found and what was expected.</exception>
    public static Formula Parse(string text, IEnumerable<string>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= MaximumLength) return new FormulaParser(text, variables ?? []).Run();
        throw new FormulaException($"The formula has {text.Length} characters; at most {MaximumLength} are read.");
    }

    private Formula Run()
    {
        while (true)
        {
            ReadOperand();
            while (_token is { Kind: TokenKind.Symbol, Text: ")" }) Close();
            if (_token.Kind == TokenKind.End) return Finish();
            ReadOperator();
        }
    }

    // Everything up to the next complete operand: signs, opening parentheses and calls, then a number or name.
    private void ReadOperand()
    {
        while (true)
        {
            var token = Take();
            switch (token)
            {
                case { Kind: TokenKind.Number }:
                    _operands.Push(Formula.Number(token.Value));
                    return;
                case { Kind: TokenKind.Name, Text: "not" }:
                    _pending.Push(new Pending(token, Precedence.Not));
                    break;
                case { Kind: TokenKind.Name } when _token is { Kind: TokenKind.Symbol, Text: "(" }:
                    OpenCall(token);
                    break;
                case { Kind: TokenKind.Name }:
                    _operands.Push(Named(token));
                    return;
                case { Text: "(" }:
                    _pending.Push(new Pending(token, Precedence.Open));
                    break;
                case { Text: "-" }:
                    if (ReadNegativeNumber()) return;
                    _pending.Push(new Pending(token, SignPrecedence()));
                    break;
                case { Text: "+" }:
                    break;
                default:
                    throw Unexpected(token);
            }
        }
    }

    // -2 is a number, but -2^x is the negative of a power.
    private bool ReadNegativeNumber()
    {
        if (_following is { Kind: TokenKind.Symbol, Text: "^" or "**" or "(" }) return false;
        var number = _token.Kind switch
        {
            TokenKind.Number => _token.Value,
            TokenKind.Name when !_variables.Contains(_token.Text) => FormulaFunctions.Constant(_token.Text),
            _ => null,
        };
        if (number is not { } value) return false;
        Take();
        _operands.Push(Formula.Number(-value));
        return true;
    }

    private Precedence SignPrecedence() => _pending.TryPeek(out var before) && before.Precedence >= Precedence.Product
        ? Precedence.NegatedFactor
        : Precedence.NegatedProduct;

    private void OpenCall(Token name)
    {
        if (!FormulaFunctions.IsFunction(name.Text)) throw UnknownFunction(name);
        Take();
        if (_token is { Kind: TokenKind.Symbol, Text: ")" }) throw At($"{name.Text}() has no arguments; expected one.", _token.Position);
        _pending.Push(new Pending(name, Precedence.Open) { Arguments = 1 });
    }

    private Formula Named(Token token)
    {
        if (_known.TryGetValue(token.Text, out var known)) return known;
        if (token.Text is "and" or "or") throw Unexpected(token);
        var isVariable = _variables.Contains(token.Text);
        if (FormulaFunctions.IsFunction(token.Text) && !isVariable)
        {
            throw At($"{token.Text} is a function, and it is not followed by its argument at position {_token.Position}. "
                + $"Hint: write {token.Text}(x).", _token.Position);
        }
        var named = (isVariable ? null : Constant(token.Text)) ?? Build(token, () => Formula.Variable(token.Text));
        _known.Add(token.Text, named);
        return named;
    }

    private static Formula? Constant(string name) => name switch
    {
        "true" => Formula.True,
        "false" => Formula.False,
        _ => FormulaFunctions.Constant(name) is { } value ? Formula.Number(value) : null,
    };

    private void ReadOperator()
    {
        var token = Take();
        if (token is { Kind: TokenKind.Symbol, Text: "," })
        {
            NextArgument(token);
            return;
        }
        var precedence = PrecedenceOf(token);
        Reduce(precedence == Precedence.Power ? precedence + 1 : precedence);
        _pending.Push(new Pending(token, precedence));
    }

    private Precedence PrecedenceOf(Token token) => token switch
    {
        { Kind: TokenKind.Name, Text: "or" } => Precedence.Or,
        { Kind: TokenKind.Name, Text: "and" } => Precedence.And,
        { Kind: TokenKind.Symbol, Text: "<" or "<=" or ">" or ">=" or "==" or "!=" } => Precedence.Comparison,
        { Kind: TokenKind.Symbol, Text: "+" or "-" } => Precedence.Sum,
        { Kind: TokenKind.Symbol, Text: "*" or "/" } => Precedence.Product,
        { Kind: TokenKind.Symbol, Text: "^" } => Precedence.Power,
        { Kind: TokenKind.Symbol, Text: "**" } => throw At($"Unexpected '**' at position {token.Position}. Hint: a power is written x^2.",
            token.Position),
        { Kind: TokenKind.Symbol, Text: "=" } => throw At($"Unexpected '=' at position {token.Position}. Hint: write the formula alone; "
            + "conditions compare with ==.", token.Position),
        _ => throw MissingOperator(token),
    };

    private void NextArgument(Token comma)
    {
        Reduce(Precedence.Open + 1);
        if (!_pending.TryPop(out var call) || call.Arguments == 0)
        {
            throw At($"Unexpected ',' at position {comma.Position}; only the arguments of a function are separated by commas."
                + " Hint: decimals are written with a point.", comma.Position);
        }
        _pending.Push(call with { Arguments = call.Arguments + 1 });
    }

    private void Close()
    {
        var token = Take();
        Reduce(Precedence.Open + 1);
        if (!_pending.TryPop(out var open)) throw At($"The ')' at position {token.Position} closes nothing.", token.Position);
        if (open.Arguments == 0) return;
        var arguments = new Formula[open.Arguments];
        for (var i = arguments.Length - 1; i >= 0; i--) arguments[i] = _operands.Pop();
        _operands.Push(Build(open.Token, () => FormulaFunctions.Call(open.Token.Text, arguments)!));
    }

    private Formula Finish()
    {
        Reduce(Precedence.Open + 1);
        if (_pending.TryPop(out var open))
        {
            throw At($"Expected ')' at position {_token.Position}, the end of the formula, "
                + $"to close the '(' {(open.Arguments > 0 ? $"of {open.Token.Text} " : "")}at position {open.Token.Position}.",
                _token.Position);
        }
        var result = _operands.Pop();
        if (!result.IsCondition) return result;
        throw At("A condition alone has no value as a number. Hint: where(condition, 1, 0) has one.", 0);
    }

    // Builds all pending operations that bind at least as tightly.
    private void Reduce(Precedence least)
    {
        while (_pending.TryPeek(out var top) && top.Precedence >= least)
        {
            _pending.Pop();
            var right = _operands.Pop();
            _operands.Push(Build(top.Token, () => Join(top, right)));
        }
    }

    private Formula Join(Pending pending, Formula right) => pending.Precedence switch
    {
        Precedence.NegatedProduct or Precedence.NegatedFactor => -right,
        Precedence.Not => Conditions.Not(right),
        Precedence.And => Conditions.And(_operands.Pop(), right),
        Precedence.Or => Conditions.Or(_operands.Pop(), right),
        _ => Formula.Of(Infix.OperationOf(pending.Token.Text), _operands.Pop(), right),
    };

    private Formula Build(Token token, Func<Formula> build)
    {
        try
        {
            return build();
        }
        catch (FormulaException problem) when (problem.Position is null)
        {
            throw At($"At position {token.Position}: {problem.Message}", token.Position);
        }
    }

    private Token Take()
    {
        var token = _token;
        _token = _following;
        if (_token.Kind != TokenKind.End) _following = _lexer.Next();
        return token;
    }

    private FormulaException Unexpected(Token token) => At(
        $"Expected a number, a name or '(' at position {token.Position}, and found {token.Description}.", token.Position);

    private FormulaException MissingOperator(Token token)
    {
        var hint = _operands.Peek() switch
        {
            { Value: not null } or { Name: not null } when token.Kind == TokenKind.Name || token.Text == "(" =>
                $" Hint: a product needs its sign; did you mean {_operands.Peek()}*{token.Text}?",
            _ => " Hint: a product needs its sign, *.",
        };
        return At($"Expected an operator such as + or *, or the end, at position {token.Position}, and found {token.Description}.{hint}",
            token.Position);
    }

    private FormulaException UnknownFunction(Token name)
    {
        var problem = $"Unknown function {name.Text} at position {name.Position}.";
        if (_variables.Contains(name.Text) || name.Text.Length == 1)
        {
            return At($"{problem} Hint: a product needs its sign, {name.Text}*(...).", name.Position);
        }
        return At(FormulaFunctions.Nearest(name.Text) is { } nearest
            ? $"{problem} Did you mean {nearest}?"
            : $"{problem} Known: {string.Join(", ", Functions)}.", name.Position);
    }

    private FormulaException At(string problem, int position) => new(problem, _text, position);

    // An operator whose right side is not read yet, an opening parenthesis, or a call with the number of its arguments so far.
    private readonly record struct Pending(Token Token, Precedence Precedence)
    {
        public int Arguments { get; init; }
    }
}
