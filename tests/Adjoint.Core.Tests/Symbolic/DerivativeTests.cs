using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class DerivativeTests
{
    [Theory]
    [InlineData("ln(x1) + x1*x2 - sin(x2)", "x1", "1/x1 + x2")]
    [InlineData("ln(x1) + x1*x2 - sin(x2)", "x2", "x1 - cos(x2)")]
    [InlineData("sin(x^2)", "x", "2*x*cos(x^2)")]
    [InlineData("(x + y)*z", "z", "x + y")]
    [InlineData("x^3", "x", "3*x^2")]
    [InlineData("sqrt(x)", "x", "1/(2*sqrt(x))")]
    [InlineData("x/y", "y", "-x/y^2")]
    [InlineData("2^x", "x", "2^x*ln(2)")]
    [InlineData("exp(-x^2)", "x", "-2*x*exp(-x^2)")]
    [InlineData("tanh(x)", "x", "1 - tanh(x)^2")]
    [InlineData("abs(x)", "x", "sign(x)")]
    [InlineData("relu(x)", "x", "where(x > 0, 1, 0)")]
    [InlineData("erf(x)", "x", "2*exp(-x^2)/sqrt(pi)")]
    [InlineData("log10(x)", "x", "1/(x*ln(10))")]
    [InlineData("y^2", "x", "0")]
    [InlineData("7", "x", "0")]
    public void A_derivative_has_its_textbook_form(string formula, string variable, string derivative) =>
        Assert.Equal(derivative, Formula.Parse(formula).Derivative(variable).ToText());

    [Theory]
    [InlineData("cos(sin(x^2) + 3*x^2)", "x", "x=2", 9.09914854)]
    [InlineData("exp(x*z) + x*z/ln(x) + sin(ln(x))/(x*z)", "x", "x=2,z=3", 1208.381215)]
    [InlineData("exp(x*z) + x*z/ln(x) + sin(ln(x))/(x*z)", "z", "x=2,z=3", 809.707479)]
    [InlineData("ln(x1) + x1*x2 - sin(x2)", "x2", "x1=2,x2=5", 1.7163378145367738)]
    public void The_examples_of_the_lectures_have_the_lectures_derivatives(string formula, string variable, string at, double value)
    {
        var point = at.Split(',').Select(text => (text.Split('=')[0], double.Parse(text.Split('=')[1]))).ToArray();
        Assert.Equal(1, Formula.Parse(formula).Derivative(variable).Evaluate(point) / value, 1e-8);
    }

    [Fact]
    public void Higher_orders_and_mixed_ones_are_derivatives_of_derivatives()
    {
        Assert.Equal("120*x", Formula.Parse("x^5").Derivative("x", 4).ToText());
        var hessian = Formula.Parse("x^2*y + sin(y)").Hessian();
        Assert.Equal("2*y", hessian[0, 0].ToText());
        Assert.Equal("2*x", hessian[0, 1].ToText());
        Assert.Equal(hessian[0, 1], hessian[1, 0]);
        Assert.Equal("-sin(y)", hessian[1, 1].ToText());
    }

    /// <summary>The samples of operations of single numbers that have a gradient.</summary>
    public static TheoryData<string> ElementwiseNames =>
    [
        .. ((IEnumerable<object[]>)Operations.OperationCatalogue.DifferentiableNames).Select(row => (string)row[0])
            .Where(name => Operations.OperationCatalogue.Case(name).Operation is UnaryOperation or BinaryOperation),
    ];

    [Theory]
    [MemberData(nameof(ElementwiseNames))]
    public void Every_elementwise_operation_differentiates_to_a_formula_that_agrees_with_its_gradient_rule(string sample)
    {
        var test = Operations.OperationCatalogue.Case(sample).As(DType.Float64);
        string[] names = [.. Enumerable.Range(0, test.Types.Length).Select(i => $"x{i}")];
        var formula = Formula.Of(test.Operation, [.. names.Select(Formula.Variable)]);
        var inputs = test.Variables();
        var common = inputs.Select(input => input.Shape).Aggregate((x, y) => Shape.Broadcast(x, y, "test"));
        var variables = inputs.Select(input => input.Detach().Expand(common).Clone()).ToArray();
        foreach (var variable in variables) variable.RequiresGrad = true;
        var gradients = Gradient.OfOrNull(test.Operation.Apply(variables).Sum(), variables, keepGraph: true);
        var reverse = formula.Gradient(names);
        for (var input = 0; input < names.Length; input++)
        {
            var expected = gradients[input]?.ToArray<double>() ?? new double[common.ElementCount];
            for (var i = 0; i < expected.Length; i++)
            {
                var point = names.Select((name, k) => (name, variables[k].ToArray<double>()[i])).ToArray();
                Expect(expected[i], formula.Derivative(names[input]).Evaluate(point));
                Expect(expected[i], reverse[input].Evaluate(point));
            }
        }
    }

    [Fact]
    public void Derivatives_of_random_formulas_agree_with_reverse_mode_to_the_third_order()
    {
        var compared = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomFormula(seed);
            var (formula, point) = (random.Next(3), random.Point());
            for (var order = 1; order <= 3; order++)
            {
                var expected = NumericDerivative(formula, point, order);
                var derivative = formula.Derivative("x", order);
                if (!double.IsFinite(expected) || !Conditioning.IsSteady(formula, point)) continue;
                if (!Conditioning.IsSteady(derivative, point)) continue;
                compared++;
                Expect(expected, derivative.Evaluate(point),
                    $"seed {seed}: {formula} by x, order {order}, at {string.Join(", ", point)}: {derivative}");
            }
        }
        Assert.True(compared > 300, $"only {compared} derivatives were compared");
    }

    [Theory]
    [InlineData("x^y", "x", "x^(y - 1)*y")]
    [InlineData("x^x", "x", "x^x + x^x*ln(x)")]
    [InlineData("max(x, y)", "x", "where(x < y, 0, 1)")]
    [InlineData("atan2(y, x)", "x", "-y/(x^2 + y^2)")]
    public void Away_from_edges_a_derivative_has_no_conditions_for_them(string formula, string variable, string derivative) =>
        Assert.Equal(derivative, Formula.Parse(formula).Derivative(variable).AlmostEverywhere().ToText());

    [Theory]
    [InlineData("x^(1/2)", 1, "1/(2*sqrt(x))")]
    [InlineData("x^(1/3)", 1, "1/(3*x^(2/3))")]
    [InlineData("x^(2/3)", 1, "2/(3*x^(1/3))")]
    [InlineData("x^(2/3)", 2, "-2/(9*x^(4/3))")]
    [InlineData("x^sqrt(2)", 1, "sqrt(2)*x^(sqrt(2) - 1)")]
    public void An_exponent_without_variables_needs_no_guard(string formula, int order, string derivative) =>
        Assert.Equal(derivative, Formula.Parse(formula).Derivative("x", order).ToText());

    [Theory]
    [InlineData("x^n", 1, "n*x^(n - 1)")]
    [InlineData("x^n", 2, "n*x^(n - 2)*(n - 1)")]
    [InlineData("x^x", 1, "x^x + x^x*ln(x)")]
    [InlineData("n^x", 1, "n^x*ln(n)")]
    [InlineData("0^x", 1, "0")]
    [InlineData("x*ln(where(x >= 0, 1, 0))", 1, "ln(where(x >= 0, 1, 0))")]
    [InlineData("atan2(y, x)", 1, "-y/(x^2 + y^2)")]
    [InlineData("max(x, y)", 1, "where(x < y, 0, 1)")]
    [InlineData("min(x, 1)", 1, "where(x > 1, 0, 1)")]
    [InlineData("abs(x)", 1, "sign(x)")]
    [InlineData("where(k == 1, x, x^2)", 1, "where(k == 1, 1, 2*x)")]
    [InlineData("where(x == 0, 1, sin(x)/x)", 1, "where(x == 0, 0, cos(x)/x - sin(x)/x^2)")]
    public void The_textbook_form_has_the_cases_of_the_formula_and_no_others(string text, int order, string derivative)
    {
        var formula = Formula.Parse(text);
        Assert.Equal(derivative, formula.Derivative("x", order).AlmostEverywhere(formula).ToText());
    }

    [Fact]
    public void The_derivative_itself_stays_exact_at_single_points()
    {
        var derivative = Formula.Parse("x^n").Derivative("x");
        Assert.Equal(0, derivative.Evaluate(("x", 0), ("n", 0)));
        Assert.Equal(double.NaN, derivative.AlmostEverywhere().Evaluate(("x", 0), ("n", 0)));
    }

    [Fact]
    public void Formulas_are_put_in_for_variables_all_at_once()
    {
        var (x, y) = (Formula.Variable("x"), Formula.Variable("y"));
        var swapped = Formula.Parse("x - 2*y").Substitute(new Dictionary<string, Formula> { ["x"] = y, ["y"] = x });
        Assert.Equal("y - 2*x", swapped.ToText());
        Assert.Equal("sin(a + b)^2", Formula.Parse("u^2").Substitute("u", Formula.Parse("sin(a + b)")).ToText());
    }

    private static double NumericDerivative(Formula formula, (string Name, double Value)[] point, int order)
    {
        var values = point.ToDictionary(p => p.Name, p => Tensor.Scalar(p.Value, DType.Float64));
        values["x"].RequiresGrad = true;
        var result = formula.Apply(values);
        for (var i = 0; i < order; i++)
        {
            if (result.Node is null || Gradient.OfOrNull(result, [values["x"]], createGraph: true)[0] is not { } gradient) return 0;
            result = gradient;
        }
        return result.Item();
    }

    private static void Expect(double expected, double actual, string what = "") =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * (1 + Math.Abs(expected)), $"{what}: {expected} expected, {actual} found");
}
