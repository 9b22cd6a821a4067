using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class CompileTests
{
    [Fact]
    public void A_compiled_formula_is_a_function_of_its_variables()
    {
        Assert.Equal(9, Formula.Parse("x^2").Compile("x")(3));
        Assert.Equal(-1, Formula.Parse("x - y").Compile("x", "y")(1, 2));
        Assert.Equal(1, Formula.Parse("x - y").Compile("y", "x")(1, 2));
        Assert.Equal(7, Formula.Parse("x + y*z").Compile("x", "y", "z")(1, 2, 3));
        Assert.Equal(0.5, Formula.Parse("x*y/(z*w)").Compile("x", "y", "z", "w")(1, 4, 2, 4));
        var compiled = Formula.Parse("b + a").Compile();
        Assert.Equal(["b", "a"], compiled.Variables);
        Assert.Equal(3, compiled.Invoke(1, 2));
    }

    [Fact]
    public void Parts_that_several_formulas_share_are_computed_once()
    {
        var formula = Formula.Parse("exp(sin(x)*y)").Simplify();
        var all = CompiledFormula.Of([formula, .. formula.Gradient("x", "y")], ["x", "y"]);
        Assert.True(all.StepCount <= 7, $"{all.StepCount} steps");
        var results = new double[3];
        all.Run([0.5, 2], results);
        var value = Math.Exp(Math.Sin(0.5) * 2);
        Assert.Equal([value, value * Math.Cos(0.5) * 2, value * Math.Sin(0.5)], results.Select(x => x), (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Fact]
    public void A_function_that_doubles_a_hundred_times_is_computed_in_a_hundred_steps()
    {
        var formula = Formula.Variable("x");
        for (var i = 0; i < 100; i++) formula += formula;
        Assert.Equal(100, formula.Compile().StepCount);
        Assert.Equal(Math.Pow(2, 100), formula.Compile("x")(1));
    }

    [Fact]
    public void Wrong_numbers_of_values_are_refused()
    {
        var compiled = Formula.Parse("x*y").Compile();
        Assert.Contains("3 values are given for the 2 variables x, y",
            Assert.Throws<ArgumentException>(() => compiled.Invoke(1, 2, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => compiled.Run([1, 2], new double[2]));
        Assert.Throws<FormulaException>(() => Formula.Parse("x*y").Compile("x"));
        Assert.Throws<FormulaException>(() => Formula.Parse("x*y").Compile("x", "x"));
    }

    [Fact]
    public void A_function_of_tensors_differentiates_symbolically_to_its_jacobian()
    {
        var scale = Tensor.From<double>([1, 2, 3]);
        var symbolic = SymbolicDerivative.Of(x => (x * scale).Softmax(), [3]);
        var point = Tensor.From<double>([0.1, -0.4, 0.7]);
        var expected = Differentiate.Jacobian(x => (x * scale).Softmax())(point);
        var actual = symbolic.Jacobian(point);
        Assert.Equal<Shape>([3, 3], actual.Shape);
        Assert.Equal(expected.ToArray<double>(), actual.ToArray<double>(), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal("exp(x1)/(exp(x1) + exp(2*x2) + exp(3*x3))", symbolic.Values[0].ToText());
        Assert.Throws<ShapeException>(() => symbolic.Gradient(point));
        Assert.Throws<ShapeException>(() => symbolic.Jacobian(Tensor.From<double>([1])));
        Assert.Equal([2, 4], SymbolicDerivative.Of(x => x.Square().Sum(), [2]).Gradient(Tensor.From<double>([1, 2])).ToArray<double>());
    }
}
