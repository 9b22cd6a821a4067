using Adjoint.Backends;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class FormulaTests
{
    [Fact]
    public void Equal_structure_makes_equal_formulas_and_anything_else_does_not()
    {
        var x = Formula.Variable("x");
        Assert.Equal(Formula.Parse("sin(x) + x^2"), Formula.Of(SinOperation.Instance, x) + x.Pow(2));
        Assert.NotEqual(Formula.Parse("x + y"), Formula.Parse("y + x"));
        Assert.NotEqual(Formula.Parse("clamp(x, 0, 1)"), Formula.Parse("clamp(x, 0, 2)"));
        Assert.NotEqual(Formula.Number(0), Formula.Number(-0.0));
    }

    [Fact]
    public void On_tensors_the_operations_run_with_broadcasting_and_are_recorded()
    {
        var (x, y) = (Tensor.From<double>([1, 2, 3]), Tensor.Scalar(2, DType.Float64));
        x.RequiresGrad = true;
        var result = Formula.Parse("x^2*y + ln(x)").Apply(new Dictionary<string, Tensor> { ["x"] = x, ["y"] = y });
        Assert.Equal<Shape>([3], result.Shape);
        Assert.Equal([4 + 1, 8 + 1 / 2.0, 12 + 1 / 3.0], Gradient.Of(result.Sum(), x)[0].ToArray<double>());
    }

    [Fact]
    public void On_tensors_and_on_numbers_the_values_agree()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new RandomFormula(seed);
            var (formula, point) = (random.Next(5), random.Point());
            var expected = formula.Evaluate(point);
            var actual = formula.Apply(point.ToDictionary(p => p.Name, p => Tensor.Scalar(p.Value, DType.Float64).To(Backend.Reference)));
            Assert.Equal(expected, actual.Item());
        }
    }

    [Fact]
    public void An_operation_of_whole_tensors_is_refused_by_name() => Assert.Contains("softmax works on whole tensors",
        Assert.Throws<FormulaException>(() => Formula.Of(SoftmaxOperation.Instance,
            Formula.Variable("x"))).Message, StringComparison.Ordinal);
}
