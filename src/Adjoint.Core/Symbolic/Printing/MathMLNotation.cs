using System.Globalization;
using System.Security;

namespace Adjoint.Symbolic;

/// <summary>Presentation MathML, as browsers show it.</summary>
internal sealed class MathMLNotation : Notation
{
    public static readonly MathMLNotation Instance = new();

    public override string[] Document => ["<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>", "</mrow></math>"];

    public override string[] Sum => Joined("+");

    public override string[] Difference => Joined("\u2212");

    // The invisible times sign.
    public override string[] Product => Joined("\u2062");

    public override string[] DottedProduct => Joined("\u00B7");

    public override string[] Negative => ["<mo>\u2212</mo>", ""];

    public override string[] Fraction => ["<mfrac><mrow>", "</mrow><mrow>", "</mrow></mfrac>"];

    public override string[] Reciprocal => ["<mfrac><mn>1</mn><mrow>", "</mrow></mfrac>"];

    public override string[] Power => ["<msup><mrow>", "</mrow><mrow>", "</mrow></msup>"];

    public override string[] Square => ["<msup><mrow>", "</mrow><mn>2</mn></msup>"];

    public override string[] Exponential => ["<msup><mi>e</mi><mrow>", "</mrow></msup>"];

    public override string[] Root => ["<msqrt><mrow>", "</mrow></msqrt>"];

    public override string[] ReciprocalRoot => ["<mfrac><mn>1</mn><msqrt><mrow>", "</mrow></msqrt></mfrac>"];

    public override string[] Size => Enclosed("|", "|");

    public override string[] Floor => Enclosed("\u230A", "\u230B");

    public override string[] Ceiling => Enclosed("\u2308", "\u2309");

    public override string[] Parentheses => Enclosed("(", ")");

    public override string[] Choice =>
    [
        "<mrow><mo>{</mo><mtable><mtr><mtd><mrow>", "</mrow></mtd><mtd><mtext>if </mtext><mrow>",
        "</mrow></mtd></mtr><mtr><mtd><mrow>", "</mrow></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>",
    ];

    public override string[] And => Joined("\u2227");

    public override string[] Or => Joined("\u2228");

    public override string[] Not => ["<mo>\u00AC</mo>", ""];

    public override string Comma => "<mo>,</mo>";

    public override string[] Comparison(string symbol) => Joined(symbol switch
    {
        "<=" => "\u2264",
        ">=" => "\u2265",
        "==" => "=",
        "!=" => "\u2260",
        _ => SecurityElement.Escape(symbol),
    });

    public override string[] Function(string name) =>
        [$"<mrow><mi>{(name == "sigmoid" ? "\u03C3" : name)}</mi><mo>\u2061</mo><mo>(</mo>", "<mo>)</mo></mrow>"];

    public override string Number(double value)
    {
        switch (value)
        {
            case double.PositiveInfinity: return "<mi>\u221E</mi>";
            case double.NegativeInfinity: return "<mo>\u2212</mo><mi>\u221E</mi>";
            case double.NaN: return "<mi>NaN</mi>";
            case Math.PI: return "<mi>\u03C0</mi>";
            case Math.E: return "<mi>e</mi>";
        }
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var digits = text.Length == 1 ? $"<mn>{text[0]}</mn>"
            : $"<mn>{text[0]}</mn><mo>\u00B7</mo><msup><mn>10</mn><mn>{int.Parse(text[1], CultureInfo.InvariantCulture)}</mn></msup>";
        return double.IsNegative(value) ? $"<mo>\u2212</mo>{digits}" : digits;
    }

    public override string Variable(string letters, string index)
    {
        var name = $"<mi>{Letters.Greek.GetValueOrDefault(letters, letters)}</mi>";
        return index.Length == 0 ? name : $"<msub>{name}<mn>{index}</mn></msub>";
    }

    public override string Truth(bool value) => $"<mi>{(value ? "true" : "false")}</mi>";

    private static string[] Joined(string symbol) => ["", $"<mo>{symbol}</mo>", ""];

    private static string[] Enclosed(string open, string close) => [$"<mrow><mo>{open}</mo>", $"<mo>{close}</mo></mrow>"];
}
