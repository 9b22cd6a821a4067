using System.Text;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class DerivationTests
{
    [Fact]
    public void A_derivation_names_its_rules_from_the_outside_in()
    {
        var derivation = Derivation.Of(Formula.Parse("x^2*sin(3*x)/ln(x) + 2^x"), "x");
        Assert.Equal(
        [
            "sum rule", "quotient rule", "product rule", "power rule", "chain rule", "constant factor", "variable", "derivative of ln",
            "exponential rule",
        ], derivation.Steps.Select(step => step.Rule));
        Assert.Equal("chain rule: d/dx [sin(3*x)] = cos(3*x)*d/dx [3*x]", derivation.Steps[4].ToString());
        Assert.EndsWith($"result: d/dx [x^2*sin(3*x)/ln(x) + 2^x] = {derivation.Result}", derivation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_derivation_ends_in_the_textbook_form() =>
        Assert.Equal("n*x^(n - 1)", Derivation.Of(Formula.Parse("x^n"), "x").Result.ToText());

    [Fact]
    public void Every_step_is_an_equation_that_holds()
    {
        var compared = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new RandomFormula(seed);
            var (formula, point) = (random.Next(3), random.Point());
            foreach (var step in Derivation.Of(formula, "x").Steps)
            {
                var derivative = step.Part.Derivative("x");
                // Of what is ignored on the edge of a condition nothing is said there.
                if (!Conditioning.IsSteady(step.Part, point) || !Conditioning.IsSteady(derivative, point)) continue;
                if (FormulaOrder.Of(derivative).Any(part => part.Operation is EqualOperation or NotEqualOperation)) continue;
                var after = WithDerivatives(step.After);
                if (!Conditioning.IsSteady(after, point)) continue;
                compared++;
                var (expected, found) = (derivative.Evaluate(point), after.Evaluate(point));
                Assert.True(Math.Abs(expected - found) <= 1e-8 * (1 + Math.Abs(expected)),
                    $"{step} at {string.Join(", ", point)}: {expected}, {found}");
            }
        }
        Assert.True(compared > 500, $"only {compared} steps were compared");
    }

    [Fact]
    public void A_formula_too_large_for_paper_is_refused()
    {
        var formula = Formula.Variable("x");
        for (var i = 0; i < Derivation.LargestFormula; i++) formula = Formula.Of(SinOperation.Instance, formula);
        var error = Assert.Throws<FormulaException>(() => Derivation.Of(formula, "x"));
        Assert.Contains("too many to be worked out", error.Message, StringComparison.Ordinal);
    }

    // The text with each d/dx [...] replaced by the derivative.
    private static Formula WithDerivatives(string text)
    {
        const string opening = "d/dx [";
        var result = new StringBuilder();
        while (text.IndexOf(opening, StringComparison.Ordinal) is var start && start >= 0)
        {
            var end = text.IndexOf(']', start);
            result.Append(text[..start]).Append('(').Append(Formula.Parse(text[(start + opening.Length)..end]).Derivative("x")).Append(')');
            text = text[(end + 1)..];
        }
        return Formula.Parse(result.Append(text).ToString());
    }
}
