namespace Adjoint.Symbolic;

/// <summary>Which rule of the textbook takes the derivative of a formula one step further.</summary>
internal sealed record TextbookRule(string Name, string After, params Formula[] Remaining)
{
    // Stand for arguments whose own derivatives are still to be found.
    private const string First = "u_0";
    private const string Second = "v_0";

    public static TextbookRule Of(Formula part, string variable)
    {
        if (part.Name == variable) return new TextbookRule("variable", "1");
        if (!part.Variables.Contains(variable)) return new TextbookRule("constant", "0");
        var (x, y) = (part.ArgumentSpan[0], part.ArgumentSpan.Length > 1 ? part.ArgumentSpan[1] : null);
        return part.Operation switch
        {
            AddOperation => Linear("sum rule", x, " + ", y!, variable),
            SubOperation => Linear("difference rule", x, " - ", y!, variable),
            NegOperation => new TextbookRule("constant factor", $"-{DerivativeText(x, variable)}", x),
            MulOperation => Product(x, y!, variable),
            DivOperation => Quotient(x, y!, variable),
            PowOperation => Power(x, y!, variable),
            WhereOperation => Choice(part, variable),
            _ when y is null => Chain(part, x, variable),
            _ => ChainOfTwo(part, x, y, variable),
        };
    }

    public static string DerivativeText(Formula part, string variable) => $"d/d{variable} [{part}]";

    private static TextbookRule Linear(string name, Formula x, string sign, Formula y, string variable) =>
        new(name, $"{DerivativeText(x, variable)}{sign}{DerivativeText(y, variable)}", x, y);

    private static TextbookRule Product(Formula x, Formula y, string variable)
    {
        if (IsConstant(x, variable)) return new TextbookRule("constant factor", $"{Factor(x)}*{DerivativeText(y, variable)}", y);
        if (IsConstant(y, variable)) return new TextbookRule("constant factor", $"{DerivativeText(x, variable)}*{Factor(y)}", x);
        return new TextbookRule("product rule",
            $"{DerivativeText(x, variable)}*{Factor(y)} + {Factor(x)}*{DerivativeText(y, variable)}", x, y);
    }

    private static TextbookRule Quotient(Formula x, Formula y, string variable)
    {
        if (IsConstant(y, variable)) return new TextbookRule("constant factor", $"{DerivativeText(x, variable)}/{Factor(y)}", x);
        if (IsConstant(x, variable))
        {
            return new TextbookRule("reciprocal rule", $"-{Factor(x)}*{DerivativeText(y, variable)}/{Factor(y)}^2", y);
        }
        return new TextbookRule("quotient rule",
            $"({DerivativeText(x, variable)}*{Factor(y)} - {Factor(x)}*{DerivativeText(y, variable)})/{Factor(y)}^2", x, y);
    }

    private static TextbookRule Power(Formula x, Formula y, string variable)
    {
        if (IsConstant(y, variable))
        {
            var slope = (y * x.Pow(y - 1.0)).Simplify();
            return x.Name == variable
                ? new TextbookRule("power rule", slope.ToString())
                : new TextbookRule("power rule and chain rule", $"{Factor(slope)}*{DerivativeText(x, variable)}", x);
        }
        if (IsConstant(x, variable))
        {
            return new TextbookRule("exponential rule", $"{x.Pow(y)}*{Logarithm(x)}*{DerivativeText(y, variable)}", y);
        }
        return new TextbookRule("general power rule", $"{x.Pow(y)}*({DerivativeText(y, variable)}*{Logarithm(x)} + "
            + $"{Factor(y)}*{DerivativeText(x, variable)}/{Factor(x)})", x, y);
    }

    private static TextbookRule Choice(Formula part, string variable)
    {
        var arguments = part.ArgumentSpan;
        return new TextbookRule("case by case",
            $"where({arguments[0]}, {DerivativeText(arguments[1], variable)}, {DerivativeText(arguments[2], variable)})", arguments[1], arguments[2]);
    }

    // d/dx f(u) = f'(u) du/dx, with f' from the operation's own rule.
    private static TextbookRule Chain(Formula part, Formula x, string variable)
    {
        var slope = Slope(part, First, x, null);
        if (x.Name == variable) return new TextbookRule($"derivative of {FormulaFunctions.NameOf(part.Operation!)}", slope.ToString());
        return new TextbookRule("chain rule", $"{Factor(slope)}*{DerivativeText(x, variable)}", x);
    }

    private static TextbookRule ChainOfTwo(Formula part, Formula x, Formula y, string variable) => new("chain rule of two arguments",
        $"{Factor(Slope(part, First, x, y))}*{DerivativeText(x, variable)} + {Factor(Slope(part, Second, x, y))}*{DerivativeText(y, variable)}", x, y);

    private static Formula Slope(Formula part, string by, Formula x, Formula? y)
    {
        var inputs = new Dictionary<string, Formula> { [First] = x };
        if (y is not null) inputs.Add(Second, y);
        return Formula.Of(part.Operation!, [.. inputs.Keys.Select(Formula.Variable)]).Derivative(by).AlmostEverywhere().Substitute(inputs);
    }

    private static Formula Logarithm(Formula x) => Formula.Of(LogOperation.Instance, x);

    // In parentheses wherever the text alone could be torn apart.
    private static string Factor(Formula formula) =>
        formula is { Operation: not (AddOperation or SubOperation or NegOperation or MulOperation or DivOperation or PowOperation) } or { Name: not null }
            or { Value: >= 0 } ? formula.ToString() : $"({formula})";

    private static bool IsConstant(Formula formula, string variable) => !formula.Variables.Contains(variable);
}
