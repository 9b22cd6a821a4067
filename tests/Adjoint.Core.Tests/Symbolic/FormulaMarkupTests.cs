using System.Xml.Linq;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaMarkupTests
{
    [Theory]
    [InlineData("1/(2*sqrt(x1)) + theta_2^2*exp(-x^2)", @"\frac{1}{2 \, \sqrt{x_{1}}} + {\theta_{2}}^{2} \, e^{-{x}^{2}}")]
    [InlineData("(x + 1)^2*3", @"{\left(x + 1\right)}^{2} \cdot 3")]
    [InlineData("(a/b)^2 - (c - d)", @"{\left(\frac{a}{b}\right)}^{2} - \left(c - d\right)")]
    [InlineData("sigmoid(W1_2)*(-x)", @"\sigma\left(W_{1,2}\right) \, \left(-x\right)")]
    [InlineData("where(x >= 0 and x != 1, abs(x), floor(rate))",
        @"\begin{cases} \left|x\right| & \text{if } x \ge 0 \land x \ne 1 \\ "
        + @"\left\lfloor \mathit{rate} \right\rfloor & \text{otherwise} \end{cases}")]
    [InlineData("max(x, pi) + 1e-9*ln(2)", @"\max\left(x, \pi\right) + 1 \cdot 10^{-9} \, \ln\left(2\right)")]
    public void In_latex_a_formula_is_set_as_in_print(string formula, string latex) =>
        Assert.Equal(latex, Formula.Parse(formula).ToLatex());

    [Fact]
    public void In_mathml_a_formula_is_a_math_element()
    {
        Assert.Equal("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mfrac><mrow><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn>"
            + "</mrow></msup></mrow><mrow><msub><mi>\u03B8</mi><mn>1</mn></msub></mrow></mfrac></mrow></math>",
            Formula.Parse("x^2/theta1").ToMathML());
        for (var seed = 0; seed < 500; seed++)
        {
            var element = XElement.Parse(new RandomFormula(seed).Next(6).ToMathML());
            Assert.Equal("math", element.Name.LocalName);
            var pairs = element.Descendants().Where(part => part.Name.LocalName is "mfrac" or "msup" or "msub");
            Assert.All(pairs, pair => Assert.Equal(2, pair.Elements().Count()));
        }
    }

    [Fact]
    public void In_latex_braces_and_delimiters_match()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var latex = new RandomFormula(seed).Next(6).ToLatex();
            Assert.Equal(latex.Count(c => c == '{'), latex.Count(c => c == '}'));
            Assert.Equal(latex.Split(@"\left").Length - latex.Split(@"\leftarrow").Length, latex.Split(@"\right").Length - 1);
        }
    }
}
