using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaParserTests
{
    [Theory]
    [InlineData("1 + 2*3", 7)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("8/-2*3", -12)]
    [InlineData("8 - 3 - 2", 3)]
    [InlineData("16/4/2", 2)]
    [InlineData("-3*2", -6)]
    [InlineData("--2", 2)]
    [InlineData("+2", 2)]
    [InlineData("1e-3", 0.001)]
    [InlineData(".5", 0.5)]
    [InlineData("2.e1", 20)]
    [InlineData("max(1, min(5, 3))", 3)]
    [InlineData("pow(2, 10)", 1024)]
    [InlineData("atan2(0, 1)", 0)]
    [InlineData("log10(1000) + log2(8) + ln(e) + log(e)", 8)]
    [InlineData("cos(2*pi)", 1)]
    [InlineData("abs(-3) + sign(-2) + floor(2.7)", 4)]
    [InlineData("where(1 < 2 and not 3 < 2, 10, 20)", 10)]
    [InlineData("where(1 >= 2 or 2 == 3, 10, 20)", 20)]
    [InlineData("clamp(7, -1, 2.5)", 2.5)]
    [InlineData("2 \u00B7 3 \u2212 1", 5)]
    public void A_formula_of_numbers_has_its_usual_value(string text, double value) =>
        Assert.Equal(value, Formula.Parse(text).Evaluate(), 1e-12);

    [Fact]
    public void The_example_of_the_lecture_evaluates_to_the_lectures_value() =>
        Assert.Equal(11.652071455223084, Formula.Parse("ln(x1) + x1*x2 - sin(x2)").Evaluate(("x1", 2), ("x2", 5)), 1e-14);

    [Fact]
    public void Variables_come_in_the_order_in_which_they_are_read() =>
        Assert.Equal(["theta_2", "x", "b"], Formula.Parse("theta_2*x + b*sin(theta_2)").Variables);

    [Theory]
    [InlineData("", 0, "Expected a number, a name or '('", "the end of the formula")]
    [InlineData("1 +", 3, "Expected a number, a name or '('", "the end of the formula")]
    [InlineData("1 + * 2", 4, "Expected a number, a name or '('", "'*'")]
    [InlineData("(1 + 2", 6, "Expected ')'", "the '(' at position 0")]
    [InlineData("sin(x", 5, "Expected ')'", "the '(' of sin at position 0")]
    [InlineData("1 + 2)", 5, "closes nothing")]
    [InlineData("()", 1, "Expected a number, a name or '('", "')'")]
    [InlineData("sin()", 4, "sin() has no arguments")]
    [InlineData("sin", 3, "sin is a function", "write sin(x)")]
    [InlineData("sin + 1", 4, "sin is a function")]
    [InlineData("atan2(1)", 0, "atan2 takes 2 arguments, and 1 were given")]
    [InlineData("sin(1, 2)", 0, "sin takes 1 argument, and 2 were given")]
    [InlineData("2x", 1, "did you mean 2*x?")]
    [InlineData("x y", 2, "did you mean x*y?")]
    [InlineData("x(y + 1)", 0, "Unknown function x", "x*(...)")]
    [InlineData("3 4", 2, "found the number 4")]
    [InlineData("sine(x)", 0, "Unknown function sine", "Did you mean sin?")]
    [InlineData("sigmiod(x)", 0, "Did you mean sigmoid?")]
    [InlineData("gamma(x)", 0, "Unknown function gamma")]
    [InlineData("1, 2", 1, "separated by commas")]
    [InlineData("x = 2", 2, "compare with ==")]
    [InlineData("x ** 2", 2, "a power is written x^2")]
    [InlineData("|x|", 0, "write abs(x)")]
    [InlineData("x # 2", 2, "Unexpected character '#'")]
    [InlineData("1e999", 0, "too large")]
    [InlineData("x > 0", 0, "A condition alone")]
    [InlineData("where(x, 1, 2)", 0, "where needs a condition first")]
    [InlineData("sin(x > 0)", 0, "sin needs numbers, and got a condition")]
    [InlineData("where(0 < x < 1, 1, 2)", 12, "write 0 < x and x < 1")]
    [InlineData("where(x and y > 0, 1, 2)", 8, "join conditions")]
    [InlineData("clamp(x, 2, 1)", 0, "the least first")]
    public void A_wrong_formula_is_refused_at_its_position_with_what_was_expected(string text, int position, params string[] parts)
    {
        var error = Assert.Throws<FormulaException>(() => Formula.Parse(text));
        Assert.Equal(position, error.Position);
        foreach (var part in parts) Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"  {text}\n  {new string(' ', position)}^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_given_as_a_variable_is_not_a_constant()
    {
        Assert.Equal(Math.E, Formula.Parse("e").Evaluate());
        Assert.Equal(7, FormulaParser.Parse("e", ["e"]).Evaluate(("e", 7)));
    }

    [Fact]
    public void Any_depth_of_nesting_is_read_and_evaluated()
    {
        const int depth = 100_000;
        Assert.Equal(1, Formula.Parse(new string('(', depth) + "1" + new string(')', depth)).Evaluate());
        var nested = Formula.Parse(string.Concat(Enumerable.Repeat("sin(", depth)) + "x" + new string(')', depth));
        Assert.Equal(depth + 1, nested.NodeCount);
        Assert.Equal(0, nested.Evaluate(("x", 0)));
        Assert.Equal(nested, Formula.Parse(nested.ToText()));
    }

    [Fact]
    public void A_formula_of_a_megabyte_is_read()
    {
        var sum = Formula.Parse("x" + string.Concat(Enumerable.Repeat("+x", 500_000)));
        Assert.Equal(500_001, sum.Evaluate(("x", 1)));
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_by_its_length()
    {
        var error = Assert.Throws<FormulaException>(() => Formula.Parse(new string(' ', FormulaParser.MaximumLength + 1)));
        Assert.Contains("at most 4194304 are read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unclosed_parentheses_by_the_hundred_thousand_are_one_clear_error()
    {
        var error = Assert.Throws<FormulaException>(() => Formula.Parse(new string('(', 100_000)));
        Assert.Equal(100_000, error.Position);
        Assert.True(error.Message.Length < 300);
    }

    [Fact]
    public void A_missing_value_names_the_variable() => Assert.Contains("a variable y, for which no value is given; given are x",
        Assert.Throws<FormulaException>(() => Formula.Parse("x*y").Evaluate(("x", 1))).Message, StringComparison.Ordinal);
}
