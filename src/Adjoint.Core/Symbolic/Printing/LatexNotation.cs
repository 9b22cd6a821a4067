using System.Globalization;

namespace Adjoint.Symbolic;

/// <summary>LaTeX with the packages of the American Mathematical Society.</summary>
internal sealed class LatexNotation : Notation
{
    public static readonly LatexNotation Instance = new();

    private static readonly Dictionary<string, string> s_functions = new()
    {
        ["ln"] = "\\ln", ["log2"] = "\\log_{2}", ["log10"] = "\\log_{10}", ["max"] = "\\max", ["min"] = "\\min", ["asin"] = "\\arcsin",
        ["acos"] = "\\arccos", ["atan"] = "\\arctan", ["sin"] = "\\sin", ["cos"] = "\\cos", ["tan"] = "\\tan", ["sinh"] = "\\sinh",
        ["cosh"] = "\\cosh", ["tanh"] = "\\tanh", ["sigmoid"] = "\\sigma",
    };

    public override string[] Document => ["", ""];

    public override string[] Sum => ["", " + ", ""];

    public override string[] Difference => ["", " - ", ""];

    public override string[] Product => ["", " \\, ", ""];

    public override string[] DottedProduct => ["", " \\cdot ", ""];

    public override string[] Negative => ["-", ""];

    public override string[] Fraction => ["\\frac{", "}{", "}"];

    public override string[] Reciprocal => ["\\frac{1}{", "}"];

    public override string[] Power => ["{", "}^{", "}"];

    public override string[] Square => ["{", "}^{2}"];

    public override string[] Exponential => ["e^{", "}"];

    public override string[] Root => ["\\sqrt{", "}"];

    public override string[] ReciprocalRoot => ["\\frac{1}{\\sqrt{", "}}"];

    public override string[] Size => ["\\left|", "\\right|"];

    public override string[] Floor => ["\\left\\lfloor ", " \\right\\rfloor"];

    public override string[] Ceiling => ["\\left\\lceil ", " \\right\\rceil"];

    public override string[] Parentheses => ["\\left(", "\\right)"];

    public override string[] Choice => ["\\begin{cases} ", " & \\text{if } ", " \\\\ ", " & \\text{otherwise} \\end{cases}"];

    public override string[] And => ["", " \\land ", ""];

    public override string[] Or => ["", " \\lor ", ""];

    public override string[] Not => ["\\lnot ", ""];

    public override string Comma => ", ";

    public override string[] Comparison(string symbol) => ["", symbol switch
    {
        "<=" => " \\le ",
        ">=" => " \\ge ",
        "==" => " = ",
        "!=" => " \\ne ",
        _ => $" {symbol} ",
    }, ""];

    public override string[] Function(string name) =>
        [(s_functions.GetValueOrDefault(name) ?? $"\\operatorname{{{name.Replace("_", "\\_", StringComparison.Ordinal)}}}") + "\\left(", "\\right)"];

    public override string Number(double value)
    {
        switch (value)
        {
            case double.PositiveInfinity: return "\\infty";
            case double.NegativeInfinity: return "-\\infty";
            case double.NaN: return "\\mathrm{NaN}";
            case Math.PI: return "\\pi";
            case Math.E: return "e";
        }
        var text = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        return text.Length == 1 ? text[0] : $"{text[0]} \\cdot 10^{{{int.Parse(text[1], CultureInfo.InvariantCulture)}}}";
    }

    public override string Variable(string letters, string index)
    {
        var name = Letters.Greek.ContainsKey(letters) ? $"\\{letters}"
            : letters.Length == 1 ? letters
            : $"\\mathit{{{letters.Replace("_", "\\_", StringComparison.Ordinal)}}}";
        return index.Length == 0 ? name : $"{name}_{{{index}}}";
    }

    public override string Truth(bool value) => value ? "\\top" : "\\bot";
}
