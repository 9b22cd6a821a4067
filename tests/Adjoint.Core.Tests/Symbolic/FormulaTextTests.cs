using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("ln(x1) + x1*x2 - sin(x2)")]
    [InlineData("-x^2")]
    [InlineData("(-x)^2")]
    [InlineData("-x*y + 1")]
    [InlineData("-2*x")]
    [InlineData("-(2*x)")]
    [InlineData("-2^x")]
    [InlineData("x^(-1)")]
    [InlineData("a - (b - c)")]
    [InlineData("a/(b*c)")]
    [InlineData("a/b*c")]
    [InlineData("a^b^c")]
    [InlineData("(a^b)^c")]
    [InlineData("a*(-b)")]
    [InlineData("-(-x)")]
    [InlineData("2*pi*x + e")]
    [InlineData("1e-07*x")]
    [InlineData("max(x, 0) + clamp(x, -inf, 1)")]
    [InlineData("where(x > 0 and not y < 1 or x == -1, x, -x)")]
    [InlineData("where((x > 0) == (y > 0), inf, nan)")]
    public void A_text_without_superfluous_parentheses_is_printed_as_it_was_read(string text) =>
        Assert.Equal(text, Formula.Parse(text).ToText());

    [Fact]
    public void Every_formula_reads_back_from_its_text_as_itself()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var formula = new RandomFormula(seed).Next(6);
            Assert.Equal(formula, Formula.Parse(formula.ToText()));
        }
    }

    [Fact]
    public void A_formula_too_large_to_write_says_its_size()
    {
        var formula = Formula.Variable("x");
        for (var i = 0; i < 100; i++) formula *= formula;
        Assert.Equal(101, formula.NodeCount);
        Assert.Equal((System.Numerics.BigInteger.One << 101) - 1, formula.TreeSize);
        Assert.StartsWith("a formula of 101 distinct parts", formula.ToString(), StringComparison.Ordinal);
        Assert.Contains("more than 4000000 parts, of which 101 are distinct", Assert.Throws<FormulaException>(formula.ToText).Message, StringComparison.Ordinal);
    }
}
