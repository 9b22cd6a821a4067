using System.Text.Json;
using System.Xml.Linq;

namespace Adjoint.Cli.Tests;

public sealed class TraceTests
{
    private const int Usage = 2;
    private const string Lecture = "ln(x1) + x1*x2 - sin(x2)";

    public static TheoryData<string, string, double, double[]> WorkedExamples => new()
    {
        { Lecture, "x1=2,x2=5", 11.652071455223084, [5.5, 1.7163378145367738] },
        { "cos(sin(x^2) + 3*x^2)", "x=2", 0.24510036817, [9.09914854] },
        { "exp(x*z) + x*z/ln(x) + sin(ln(x))/(x*z)", "x=2,z=3", 412.191457, [1208.381215, 809.707479] },
        { "(x + y)*z", "x=1,y=-3,z=4", -8, [4, 4, -2] },
        // With s = sigmoid(1): s(1 - s) times x0, w0, x1, w1 and 1, in the order of appearance.
        {
            "sigmoid(w0*x0 + w1*x1 + b)", "w0=2,w1=-3,x0=-1,x1=-2,b=-3", 0.7310585786,
            [-0.1966119332, 0.3932238665, -0.3932238665, -0.5898357997, 0.1966119332]
        },
    };

    [Theory]
    [MemberData(nameof(WorkedExamples))]
    public void The_examples_of_the_lectures_come_out_by_every_method(string formula, string at, double value, double[] expected)
    {
        using var cli = new Cli();
        foreach (var granularity in new[] { "complex", "elementary" })
        {
            var lines = cli.Run("trace", formula, "--at", at, "--mode", "all", "--granularity", granularity, "--json").AssertExit(0).Lines;
            var end = lines[^1];
            AssertNear(value, end.GetProperty("value").GetDouble(), 1e-8);
            var methods = end.GetProperty("derivatives").EnumerateObject()
                .ToDictionary(method => method.Name, method => Numbers(method.Value));
            Assert.Equal(["reverse", "forward", "symbolic", "numeric"], methods.Keys);
            for (var i = 0; i < expected.Length; i++)
            {
                AssertNear(expected[i], methods["reverse"][i], 1e-8);
                AssertNear(methods["reverse"][i], methods["forward"][i], 1e-12);
                AssertNear(methods["reverse"][i], methods["symbolic"][i], 1e-12);
                AssertNear(methods["reverse"][i], methods["numeric"][i], 1e-6);
            }
            Assert.InRange(end.GetProperty("agreement").GetProperty("numeric").GetDouble(), 0, 1e-6);
        }
    }

    [Fact]
    public void Json_is_a_start_every_step_and_an_end()
    {
        using var cli = new Cli();
        var lines = cli.Run("trace", Lecture, "--at", "x1=2,x2=5", "--json").AssertExit(0).Lines;
        Assert.Equal(["start", .. Enumerable.Repeat("step", 7), "end"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.All(lines, line => Assert.Equal(1, line.GetProperty("v").GetInt32()));
        Assert.Equal(Lecture, lines[0].GetProperty("formula").GetString());
        Assert.Equal(5, lines[0].GetProperty("at").GetProperty("x2").GetDouble());
        Assert.Equal(
            ["x1", "x2", "ln(v0)", "v0*v1", "sin(v1)", "v2 + v3", "v5 - v4"],
            lines[1..8].Select(line => line.GetProperty("expression").GetString()));
        Assert.Equal(11.652071455223084, lines[8].GetProperty("value").GetDouble());
        Assert.Equal(1.7163378145367738, lines[8].GetProperty("derivatives").GetProperty("reverse").GetProperty("x2").GetDouble());
        Assert.Equal("1/x1 + x2", lines[8].GetProperty("symbolic").GetProperty("x1").GetString());
    }

    [Fact]
    public void The_tables_are_for_people()
    {
        using var cli = new Cli();
        var text = cli.Run("trace", Lecture, "--at", "x1=2", "--at", "x2=5").AssertExit(0).Output;
        Assert.All(
            [
                "Forward evaluation trace", "Forward derivative trace by x1", "Reverse adjoint trace", "Symbolic derivatives",
                "dy/dx1 = 1/x1 + x2", "relative difference",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [InlineData("reverse", "Reverse adjoint trace", "Forward derivative trace")]
    [InlineData("forward", "Forward derivative trace by x1", "Reverse adjoint trace")]
    [InlineData("numeric", "numeric", "Reverse adjoint trace")]
    [InlineData("symbolic", "dy/dx1 = 1/x1 + x2", "numeric")]
    public void One_mode_shows_that_mode_alone(string mode, string shown, string hidden)
    {
        using var cli = new Cli();
        var text = cli.Run("trace", Lecture, "--at", "x1=2,x2=5", "--mode", mode).AssertExit(0).Output;
        Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        Assert.Contains("5.5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbolic_derivatives_are_shown_in_their_textbook_form_and_evaluated_exactly()
    {
        using var cli = new Cli();
        var text = cli.Run("trace", "x^n", "--at", "x=0,n=0", "--mode", "symbolic").AssertExit(0).Output;
        Assert.Contains("dy/dx = n*x^(n - 1)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        var json = cli.Run("trace", "x^n", "--at", "x=2,n=3", "--json").AssertExit(0).Output;
        Assert.Contains("n*x^(n - 1)", json, StringComparison.Ordinal);
        Assert.DoesNotContain("where(", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_the_functions_of_formulas()
    {
        using var cli = new Cli();
        foreach (var verb in new[] { "trace", "graph" })
            Assert.Contains("Functions: abs, acos,", cli.Run(verb, "--help").AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_the_domain_the_trace_says_where_it_began_and_ends_well()
    {
        using var cli = new Cli();
        const string problem = "value is NaN from v1 = ln(v0) on: ln of a negative number, v0 = -2";
        Assert.Contains(problem, cli.Run("trace", "2*ln(x)", "--at", "x=-2").AssertExit(0).Output, StringComparison.Ordinal);
        var end = cli.Run("trace", "2*ln(x)", "--at", "x=-2", "--json").AssertExit(0).Lines[^1];
        Assert.Equal(problem, end.GetProperty("problem").GetString());
        Assert.Equal(JsonValueKind.Null, end.GetProperty("value").ValueKind);
        Assert.Equal("nan", end.GetProperty("nonfinite").GetString());
    }

    [Fact]
    public void A_formula_without_variables_has_a_value_and_no_derivatives()
    {
        using var cli = new Cli();
        var end = cli.Run("trace", "2^10 - 24", "--json").AssertExit(0).Lines[^1];
        Assert.Equal(1000, end.GetProperty("value").GetDouble());
        Assert.Empty(end.GetProperty("derivatives").GetProperty("reverse").EnumerateObject());
        var text = cli.Run("trace", "2^10 - 24").AssertExit(0).Output;
        Assert.Contains("v1 = v0 - 24 = 1024 - 24 = 1000", Squeezed(text), StringComparison.Ordinal);
        Assert.DoesNotContain("erivative", text, StringComparison.Ordinal);
        Assert.DoesNotContain("adjoint", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_the_formula_that_is_not_finite_is_a_problem_in_both_outputs()
    {
        using var cli = new Cli();
        const string problem = "value is NaN from v1 = ln(-1) on: ln of a negative number";
        Assert.Contains(problem, cli.Run("trace", "ln(-1)*x", "--at", "x=1").AssertExit(0).Output, StringComparison.Ordinal);
        var end = cli.Run("trace", "ln(-1)*x", "--at", "x=1", "--json").AssertExit(0).Lines[^1];
        Assert.Equal(problem, end.GetProperty("problem").GetString());
    }

    [Fact]
    public void Result_and_steps_take_other_names_than_the_variables()
    {
        using var cli = new Cli();
        string[] call = ["trace", "v1 + 2*v0*y", "--at", "v0=1,v1=5,y=3"];
        var text = cli.Run([.. call, "--svg", "names.svg"]).AssertExit(0).Output;
        Assert.All(
            ["f = v1 + 2*v0*y", "u0 = v1", "df/du0", "df/dy"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("dy/d", text, StringComparison.Ordinal);
        var picture = XDocument.Load(cli.PathOf("names.svg")).Root!.Value;
        Assert.Contains("df/du0 = 1", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("dy/d", picture, StringComparison.Ordinal);
        var lines = cli.Run([.. call, "--json"]).AssertExit(0).Lines;
        Assert.Equal("f", lines[^1].GetProperty("result").GetString());
        Assert.Equal("u0", lines[1].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("1/x", "x=0", "The value is not finite, so there is no derivative here")]
    [InlineData("x/x", "x=0", "The value is not finite, so there is no derivative here")]
    [InlineData("exp(ln(x))", "x=-1", "The value is not finite, so there is no derivative here")]
    [InlineData("floor(x) + sign(x)", "x=1", "reverse, forward, symbolic give 0; numeric gives", "likely a jump", "docs/subderivatives.md")]
    [InlineData("where(x > 1, x^2, x)", "x=1", "dy/dx: ", "likely a kink", "(1 below, 2 above)", "docs/subderivatives.md")]
    [InlineData("sqrt(x)", "x=1e-10", "dy/dx: ", "near the edge of the domain")]
    public void Where_the_methods_disagree_a_note_says_why(string formula, string at, params string[] texts)
    {
        using var cli = new Cli();
        var tables = cli.Run("trace", formula, "--at", at).AssertExit(0).Output;
        var note = cli.Run("trace", formula, "--at", at, "--json").AssertExit(0).Lines[^1].GetProperty("note").GetString();
        Assert.Contains($"Note: {note}", tables, StringComparison.Ordinal);
        Assert.All(texts, text => Assert.Contains(text, note, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_value_is_not_finite_differences_give_no_number_and_where_all_agree_there_is_no_note()
    {
        using var cli = new Cli();
        var end = cli.Run("trace", "1/x", "--at", "x=0", "--json").AssertExit(0).Lines[^1];
        Assert.Equal(JsonValueKind.Null, end.GetProperty("derivatives").GetProperty("numeric").GetProperty("x").ValueKind);
        Assert.False(cli.Run("trace", Lecture, "--at", "x1=2,x2=5", "--json").Lines[^1].TryGetProperty("note", out _));
    }

    [Fact]
    public void A_formula_may_begin_with_a_sign_and_a_variable_may_be_called_e()
    {
        using var cli = new Cli();
        Assert.Contains("dy/dx -1", Squeezed(cli.Run("trace", "-x", "--at", "x=3").AssertExit(0).Output), StringComparison.Ordinal);
        var end = cli.Run("trace", "e^2", "--at", "e=3", "--json").AssertExit(0).Lines[^1];
        Assert.Equal(6, end.GetProperty("derivatives").GetProperty("reverse").GetProperty("e").GetDouble());
    }

    [Fact]
    public void The_picture_is_written_into_a_file()
    {
        using var cli = new Cli();
        cli.Run("trace", Lecture, "--at", "x1=2,x2=5", "--svg", "lecture.svg").AssertExit(0);
        var root = XDocument.Load(cli.PathOf("lecture.svg")).Root!;
        Assert.Contains("dy/dv0 = 5.5", root.Value, StringComparison.Ordinal);
        cli.Run("trace", Lecture, "--at", "x1=2,x2=5", "--svg", Path.Combine("missing", "lecture.svg")).AssertFails(1, "lecture.svg");
    }

    public static TheoryData<string[], string[]> Mistakes => new()
    {
        { ["ln(x1", "--at", "x1=2"], ["Expected ')' at position 5", "\n  ln(x1\n       ^"] },
        { ["x +* 2", "--at", "x=2"], ["Expected a number, a name or '(' at position 3", "\n     ^"] },
        { ["lnn(x)", "--at", "x=2"], ["Unknown function lnn", "ln"] },
        { [Lecture], ["x1, x2 have no values; add --at x1=...,x2=..."] },
        { [Lecture, "--at", "x1=2"], ["x2 has no value; add --at x1=...,x2=..."] },
        { [Lecture, "--at", "x1=2,x2=5,x3=1"], ["'x3', which is not in the formula; its variables are x1, x2."] },
        { [Lecture, "--at", "x1=2,x2=5,x1=3"], ["--at gives 'x1' twice"] },
        { [Lecture, "--at", "x1=2", "--at", "x1=2"], ["--at gives 'x1' twice"] },
        { [Lecture, "--at", "x1=two,x2=5"], ["'two' is no finite number"] },
        { [Lecture, "--at", "x1=nan,x2=5"], ["'nan' is no finite number"] },
        { [Lecture, "--at", "x1,x2=5"], ["--at takes NAME=NUMBER,..., and 'x1' is not that"] },
        { [Lecture, "--at", "x1==2"], ["'x1==2' is not that"] },
        { [Lecture, "--at", ""], ["an entry is empty"] },
        { [Lecture, "--at", "x1=2,x2=5,"], ["an entry is empty"] },
        { ["sin(x, 2)", "--at", "x=1"], ["takes 1 argument,", "(Positions are counted from 0.)"] },
        { ["1", "--at", "x=2"], ["'x', which is not in the formula; it has no variables."] },
        { [Lecture, "--at", "x1=2,x2=5", "--mode", "fwd"], ["'fwd'", "forward"] },
        { [Lecture, "--at", "x1=2,x2=5", "--granularity", "fine"], ["'fine'", "elementary"] },
        { ["", "--at", "x=1"], ["Expected a number"] },
        { ["x", "--at", "x=1", "--svg", ""], ["--svg needs the name of a file"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place(string[] arguments, string[] texts)
    {
        using var cli = new Cli();
        Assert.Empty(cli.Run(["trace", .. arguments]).AssertFails(Usage, texts).Output);
    }

    [Fact]
    public void A_hundred_thousand_parentheses_are_no_trouble()
    {
        using var cli = new Cli();
        var formula = new string('(', 100_000) + "x" + new string(')', 100_000) + "^2";
        var end = cli.RunWithInput(formula, "trace", "-", "--at", "x=3", "--json").AssertExit(0).Lines[^1];
        Assert.Equal(6, end.GetProperty("derivatives").GetProperty("reverse").GetProperty("x").GetDouble());
        cli.RunWithInput(new string('(', 100_000), "trace", "-").AssertFails(Usage, "position 100000");
    }

    [Fact]
    public void A_long_chain_of_functions_is_no_trouble()
    {
        using var cli = new Cli();
        var formula = string.Concat(Enumerable.Repeat("-sin(", 20_000)) + "x" + new string(')', 20_000);
        var text = cli.RunWithInput(formula, "trace", "-", "--at", "x=1").AssertExit(0).Output;
        Assert.Contains("more steps are left out", text, StringComparison.Ordinal);
        var drawn = cli.RunWithInput(formula, "trace", "-", "--at", "x=1", "--svg", "chain.svg").AssertFails(1, "is too large to be drawn");
        Assert.Equal(text, drawn.Output);
        Assert.DoesNotContain("CollapseByModule", drawn.Errors, StringComparison.Ordinal);
    }

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateObject().Select(value => value.Value.GetDouble())];

    private static void AssertNear(double expected, double actual, double tolerance) =>
        Assert.InRange(Math.Abs(expected - actual), 0, tolerance * Math.Max(1, Math.Abs(expected)));

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
