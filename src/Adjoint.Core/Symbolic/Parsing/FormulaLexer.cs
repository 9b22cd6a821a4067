using System.Globalization;

namespace Adjoint.Symbolic;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Symbol,
}

/// <summary>A piece of a formula's text.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, double Value = 0)
{
    /// <summary>What it is, for messages.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end of the formula",
        TokenKind.Number => $"the number {Text}",
        TokenKind.Name => $"the name {Text}",
        _ => $"'{Text}'",
    };
}

/// <summary>Cuts a formula's text into numbers, names and symbols.</summary>
internal struct FormulaLexer(string text)
{
    // Longer ones first, so that <= is not read as <.
    private static readonly string[] s_symbols =
        ["<=", ">=", "==", "!=", "**", "+", "-", "*", "/", "^", "(", ")", ",", "<", ">", "=", "\u2212", "\u00B7", "\u00D7"];

    private const int LongestName = 256;

    private int _next;

    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && StartsName(text[0]) && text.All(ContinuesName);

    public Token Next()
    {
        while (_next < text.Length && char.IsWhiteSpace(text[_next])) _next++;
        if (_next == text.Length) return new Token(TokenKind.End, "", _next);
        var first = text[_next];
        if (char.IsAsciiDigit(first) || (first == '.' && _next + 1 < text.Length && char.IsAsciiDigit(text[_next + 1]))) return Number();
        return StartsName(first) ? Name() : Symbol();
    }

    private Token Number()
    {
        var start = _next;
        SkipDigits();
        if (At('.'))
        {
            _next++;
            SkipDigits();
            if (At('.')) throw new FormulaException($"The number at position {start} has two points.", text, _next);
        }
        SkipExponent();
        var digits = text[start.._next];
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value)) return new Token(TokenKind.Number, digits, start, value);
        throw new FormulaException($"The number at position {start} is too large for double precision.", text, start);
    }

    // Only if digits follow: in 2exp(x) the e begins a name.
    private void SkipExponent()
    {
        if (!At('e') && !At('E')) return;
        var digits = _next + 1;
        if (digits < text.Length && text[digits] is '+' or '-') digits++;
        if (digits >= text.Length || !char.IsAsciiDigit(text[digits])) return;
        _next = digits;
        SkipDigits();
    }

    private Token Name()
    {
        var start = _next;
        while (_next < text.Length && ContinuesName(text[_next])) _next++;
        if (_next - start <= LongestName) return new Token(TokenKind.Name, text[start.._next], start);
        throw new FormulaException($"The name at position {start} has {_next - start} characters; at most {LongestName} are allowed.",
            text, start);
    }

    private Token Symbol()
    {
        foreach (var symbol in s_symbols)
        {
            if (string.CompareOrdinal(text, _next, symbol, 0, symbol.Length) != 0) continue;
            var token = new Token(TokenKind.Symbol, Plain(symbol), _next);
            _next += symbol.Length;
            return token;
        }
        throw new FormulaException($"Unexpected character '{text[_next]}' at position {_next}.{HintFor(text[_next])}", text, _next);
    }

    private static string Plain(string symbol) => symbol switch { "\u2212" => "-", "\u00B7" or "\u00D7" => "*", _ => symbol };

    private static string HintFor(char character) => character switch
    {
        '|' => " Hint: write abs(x) for |x|, and x or y for a choice of conditions.",
        '&' => " Hint: write x and y.",
        '!' => " Hint: write not x.",
        '[' or '{' => " Hint: group with round parentheses.",
        '%' => " Hint: there is no remainder; x - y*floor(x/y) computes it.",
        ';' => " Hint: arguments are separated by commas, and decimals by a point.",
        _ => " Expected numbers, names, + - * / ^ ( ) , or a comparison.",
    };

    private void SkipDigits()
    {
        while (_next < text.Length && char.IsAsciiDigit(text[_next])) _next++;
    }

    private readonly bool At(char character) => _next < text.Length && text[_next] == character;

    private static bool StartsName(char character) => char.IsLetter(character) || character == '_';

    private static bool ContinuesName(char character) => char.IsLetterOrDigit(character) || character == '_';
}
