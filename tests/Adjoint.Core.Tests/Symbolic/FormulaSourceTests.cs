using System.Linq.Expressions;
using Adjoint.Graphs;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaSourceTests
{
    private double Slope { get; } = 1.5;

    [Fact]
    public void A_lambda_becomes_the_formula_it_says()
    {
        var (factor, whole) = (2.5, 3);
        Assert.Equal("sin(x*x)*2.5 + 3/x", Formula.From(x => Math.Sin(x * x) * factor + whole / x).ToText());
        Assert.Equal("where(x > 0 and not x > 1, ln(x)/ln(2), -x)", Formula.From(x => x > 0 && !(x > 1) ? Math.Log(x, 2) : -x).ToText());
        Assert.Equal("max(x, y) + exp(x) - x^2", Formula.From((x, y) => Math.Max(x, y) + double.Exp(x) - Math.Pow(x, 2)).ToText());
        Assert.Equal("x*4", Formula.From(x => x * "text".Length).ToText());
        Assert.Equal("x*y*z + 1.5", Formula.From((x, y, z) => x * y * z + Slope).ToText());
        Assert.Equal("ceil(x) + floor(y) - round(z)/abs(w)",
            Formula.From((x, y, z, w) => Math.Ceiling(x) + Math.Floor(y) - Math.Round(z) / Math.Abs(w)).ToText());
    }

    [Fact]
    public void A_lambda_and_its_formula_have_the_same_values()
    {
        Expression<Func<double, double>> lambda =
            x => Math.Tanh(x) + Math.Truncate(3 * x) - double.FusedMultiplyAdd(x, 2, 1) + Math.Clamp(x, 0, 1);
        var (function, formula) = (lambda.Compile(), Formula.From(lambda).Compile("x"));
        foreach (var x in new[] { -1.7, -0.2, 0, 0.4, 2.9 }) Assert.Equal(function(x), formula(x), 1e-14);
    }

    public static TheoryData<string, Expression<Func<double, double>>, string> Refused => new()
    {
        { "remainder", x => x % 2 + 1, "\"(x % 2)\" is a remainder" },
        { "call", x => 1 + Secret(x), "\"Secret(x)\" calls a function that cannot be looked into" },
        { "cast", x => (int)x + 1, "\"Convert(x, Int32)\" cuts a number to a whole one" },
        { "new", x => new Random(1).NextDouble() * x, "\"new Random(1).NextDouble()\" is nothing that a formula is made of" },
        { "unknown", x => Math.Cbrt(x), "\"Cbrt(x)\" calls Cbrt, which no operation computes" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_has_no_formula_is_refused_by_name(string what, Expression<Func<double, double>> lambda, string message)
    {
        var error = Assert.Throws<FormulaException>(() => Formula.From(lambda));
        Assert.True(error.Message.StartsWith(message, StringComparison.Ordinal), $"{what}: {error.Message}");
    }

    [Fact]
    public void A_recorded_graph_becomes_a_formula_of_the_named_variables()
    {
        var (x, w) = (Tensor.Scalar(2, DType.Float64), Tensor.From<double>([1, -2]));
        x.RequiresGrad = w.RequiresGrad = true;
        var y = (w * x).Sigmoid().Sum() * 3 + x.Pow(3);
        var formula = Formula.From(y, ("x", x), ("w", w));
        Assert.Equal("(sigmoid(w1*x) + sigmoid(w2*x))*3 + x^3", formula.ToText());
        Assert.Equal(y.Item(), formula.Evaluate(("x", 2), ("w1", 1), ("w2", -2)), 1e-14);
        Assert.Equal(Gradient.Of(y, x)[0].Item(), formula.Derivative("x").Evaluate(("x", 2), ("w1", 1), ("w2", -2)), 1e-12);
    }

    [Fact]
    public void Variables_without_a_name_enter_as_their_numbers()
    {
        var (x, w) = (Tensor.Scalar(2, DType.Float64), Tensor.Scalar(5, DType.Float64));
        x.RequiresGrad = w.RequiresGrad = true;
        Assert.Equal("5*x", Formula.From(w * x, ("x", x)).ToText());
    }

    [Fact]
    public void A_constant_that_the_record_did_not_keep_is_asked_for()
    {
        var x = Tensor.From<double>([1, 2]);
        x.RequiresGrad = true;
        var error = Assert.Throws<FormulaException>(() => Formula.From((x + Tensor.From<double>([3, 4])).Sum(), ("x", x)));
        Assert.Contains("The record of add did not keep its constant input 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("KeepValues.Begin()", error.Message, StringComparison.Ordinal);
        using var keep = KeepValues.Begin();
        Assert.Equal("x1 + 3 + (x2 + 4)", Formula.From((x + Tensor.From<double>([3, 4])).Sum(), ("x", x)).ToText());
    }

    [Fact]
    public void A_tensor_without_a_record_is_refused()
    {
        var error = Assert.Throws<GradientException>(() => Formula.From(Tensor.Scalar(1)));
        Assert.Contains("no record", error.Message, StringComparison.Ordinal);
    }

    private static double Secret(double x) => x;
}
