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
        Assert.Empty(trace.Steps);
    }

    [Fact]
    public void A_missing_value_is_named()
    {
        var error = Assert.Throws<FormulaException>(() => s_quiz.Trace(("x", 2)));
        Assert.Contains("variable z", error.Message, StringComparison.Ordinal);
    }
}
