using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaTraceTests
{
    // The quiz of CMU lecture 1, whose products and logarithms occur several times.
    private static readonly Formula s_quiz = Formula.Parse("exp(x*z) + x*z/ln(x) + sin(ln(x))/(x*z)");

    [Fact]
    public void A_part_that_occurs_several_times_is_one_step()
    {
        var trace = s_quiz.Trace(("x", 2), ("z", 3));
        Assert.Equal(
            ["x", "z", "v0*v1", "ln(v0)", "exp(v2)", "v2/v3", "sin(v3)", "v4 + v5", "v6/v2", "v7 + v8"],
            trace.Steps.Select(step => step.Expression));
        Assert.Equal(1208.381215, trace.Adjoint("x").Item(), 1e-6);
        Assert.Equal(809.707479, trace.Adjoint("z").Item(), 1e-6);
    }

    [Fact]
    public void The_trace_bears_the_formulas_text()
    {
        Assert.Equal(s_quiz, Formula.Parse(s_quiz.Trace(("x", 2), ("z", 3)).Formula!));
    }

    [Fact]
    public void A_further_variable_is_a_step_without_use()
    {
        var trace = s_quiz.Trace(("x", 2), ("y", 9), ("z", 3));
        Assert.Equal(0, trace.Adjoint("y").Item());
        Assert.Equal(0, trace.Tangent("y").Item());
    }

    [Fact]
    public void A_formula_without_variables_is_a_constant()
    {
        var trace = Formula.Parse("2^10 - 24").Trace();
        Assert.Equal(1000, trace.Value.Item());
        Assert.Equal(["2^10", "v0 - 24"], trace.Steps.Select(step => step.Expression));
        Assert.Empty(Formula.Parse("5").Trace().Steps);
    }

    [Fact]
    public void A_part_without_variables_has_its_steps_and_the_other_numbers_stay_as_they_are()
    {
        var trace = Formula.Parse("2^3^2*x + x^2").Trace(("x", 1));
        Assert.Equal(["x", "3^2", "v0^2", "2^v1", "v3*v0", "v4 + v2"], trace.Steps.Select(step => step.Expression));
        Assert.Equal(513, trace.Value.Item());
        Assert.Equal(514, trace.Adjoint("x").Item());
        Assert.Contains("512", trace.ToSvg(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ln(-1)*x", "value is NaN from v1 = ln(-1) on: ln of a negative number")]
    [InlineData("1/0 + x", "value is Inf from v1 = 1/0 on: division by 0")]
    [InlineData("1e308*10*x", "value is Inf from v1 = 1E+308*10 on: beyond the largest float64")]
    [InlineData("x + (1/(2 - 2))", "value is Inf from v2 = 1/v1 on: division by 0, v1 = 0")]
    public void A_number_of_the_formula_that_is_not_finite_is_named(string formula, string problem)
    {
        Assert.Equal(problem, Formula.Parse(formula).Trace(("x", 1)).Problem?.Text);
    }

    [Fact]
    public void Without_variables_too_the_number_that_is_not_finite_is_named()
    {
        Assert.Equal("value is Inf from v0 = 1/0 on: division by 0", Formula.Parse("1/0").Trace().Problem?.Text);
    }

    [Fact]
    public void A_missing_value_is_named()
    {
        var error = Assert.Throws<FormulaException>(() => s_quiz.Trace(("x", 2)));
        Assert.Contains("variable z", error.Message, StringComparison.Ordinal);
    }
}
