using Adjoint.Backends;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

public sealed class SymbolicTensorTests
{
    /// <summary>What works with positions, order or chance, or on whole images, and therefore stays with numbers.</summary>
    private static readonly string[] s_numericAlone =
    [
        "argmax", "argmin", "argsort", "avg_pool2d", "avg_pool2d_backward", "conv2d", "conv2d_backward_input", "conv2d_backward_weight",
        "conv2d_relu", "dropout", "max_pool2d", "max_pool2d_backward", "max_pool2d_gather",
    ];

    [Theory]
    [MemberData(nameof(Operations.OperationCatalogue.Names), MemberType = typeof(Operations.OperationCatalogue))]
    public void Every_operation_computes_on_symbols_what_it_computes_on_numbers_or_refuses_them(string sample)
    {
        var test = Operations.OperationCatalogue.Case(sample).As(DType.Float64);
        // One that moves its input to another backend leaves the symbols behind.
        if (test.Operation is ToBackendOperation) return;
        var numbers = test.Variables();
        var symbols = test.Variables().Select((input, i) => Symbols(input, i)).ToArray();
        if (s_numericAlone.Contains(test.Operation.Name) && test.Types[0].DType.IsFloat)
        {
            Assert.Throws<FormulaException>(() => test.Operation.Apply(symbols));
            return;
        }
        var (expected, actual) = (test.Operation.Apply(numbers), test.Operation.Apply(symbols));
        Assert.Equal(expected.Shape, actual.Shape);
        var point = Point(numbers);
        ExpectEqual(expected, actual, point);
        if (expected.Node is null || !expected.DType.IsFloat) return;
        var (floats, floatSymbols) = (numbers.Where(x => x.RequiresGrad).ToArray(), symbols.Where(x => x.RequiresGrad).ToArray());
        var gradients = Gradient.OfOrNull(expected.Sum(), floats, createGraph: true);
        var formulas = Gradient.OfOrNull(actual.Sum(), floatSymbols, createGraph: true);
        for (var i = 0; i < gradients.Length; i++)
        {
            Assert.Equal(gradients[i] is null, formulas[i] is null);
            if (gradients[i] is not null) ExpectEqual(gradients[i]!, formulas[i]!, point);
        }
    }

    [Fact]
    public void A_layer_of_symbols_prints_and_differentiates_as_formulas()
    {
        var (w, x, b) = (Tensor.Symbols("W", [2, 2]), Tensor.Symbols("x", [2]), Tensor.Symbols("b", [2]));
        x.RequiresGrad = true;
        var y = (w.Matmul(x) + b).Sigmoid();
        Assert.Equal("tensor([sigmoid(W1_1*x1 + W1_2*x2 + b1), sigmoid(W2_1*x1 + W2_2*x2 + b2)], float64[2])", y.ToString());
        var slope = Gradient.Of(y.Narrow(0, 0, 1).Sum(), [x], createGraph: true)[0].ToFormulas()[1].Simplify();
        Assert.Equal("W1_2*sigmoid(W1_1*x1 + W1_2*x2 + b1)*(1 - sigmoid(W1_1*x1 + W1_2*x2 + b1))", slope.ToText());
    }

    [Fact]
    public void Numbers_that_meet_symbols_are_constants_and_backward_gives_formulas()
    {
        var x = Tensor.Symbols("x", [2]);
        x.RequiresGrad = true;
        (Tensor.From<double>([3, 4]) * x).Relu().Sum().Backward();
        var gradients = x.Grad!.ToFormulas().Select(formula => formula.Simplify().ToText());
        Assert.Equal(["where(3*x1 > 0, 3, 0)", "where(4*x2 > 0, 4, 0)"], gradients);
    }

    [Theory]
    [InlineData(DifferentiationMethod.Reverse)]
    [InlineData(DifferentiationMethod.Forward)]
    public void The_functional_forms_give_formulas_for_symbols(DifferentiationMethod method)
    {
        var x = Tensor.Symbols("x", [2]);
        var jacobian = Differentiate.Jacobian(y => y.Square() * y.Sum(), method)(x).ToFormulas().Select(formula => formula.Simplify());
        string[] expected = ["2*x1*(x1 + x2) + x1^2", "x1^2", "x2^2", "2*x2*(x1 + x2) + x2^2"];
        Assert.Equal(expected.Select(text => Formula.Parse(text).Simplify()), jacobian);
        var slope = Differentiate.Jacobian(y => y.Sin(), method)(Tensor.Symbols("x"));
        Assert.Equal("cos(x)", slope.ToFormula().Simplify().ToText());
    }

    [Fact]
    public void The_numbers_of_symbols_cannot_be_read_and_the_error_says_what_can()
    {
        var error = Assert.Throws<InvalidOperationException>(() => (Tensor.Symbols("x") + 1).Item());
        Assert.Contains("holds formulas, such as x + 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("ToFormulas()", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Tensor.Symbols("x", [2]).ToArray<double>());
        Assert.Throws<InvalidOperationException>(() => Tensor.Symbols("x", [2]).To(Backend.Cpu));
    }

    [Fact]
    public void Formulas_and_tensors_of_formulas_are_made_of_each_other()
    {
        Formula[] formulas = [Formula.Parse("x + 1"), Formula.Parse("2"), Formula.Parse("y"), Formula.Parse("x*y")];
        var tensor = Tensor.FromFormulas(formulas, [2, 2]);
        Assert.Equal([formulas[0], formulas[2], formulas[1], formulas[3]], tensor.T.ToFormulas());
        Assert.Throws<ShapeException>(() => Tensor.FromFormulas(formulas, [3]));
        Assert.Throws<ShapeException>(() => tensor.ToFormula());
        Assert.Equal([Formula.Number(1.5), Formula.Number(-2)], Tensor.From<double>([1.5, -2]).ToFormulas());
    }

    private static Tensor Symbols(Tensor input, int number)
    {
        if (!input.DType.IsFloat) return input.To(Backend.Symbolic);
        var symbols = Tensor.Symbols($"x{(char)('a' + number)}", input.Shape, input.DType);
        symbols.RequiresGrad = true;
        return symbols;
    }

    private static (string Name, double Value)[] Point(Tensor[] numbers) => [.. numbers.SelectMany((input, i) => input.DType.IsFloat
        ? Symbols(input, i).ToFormulas().Zip(input.ToArray<double>(), (symbol, value) => (symbol.Name!, value))
        : [])];

    private static void ExpectEqual(Tensor expected, Tensor actual, (string Name, double Value)[] point)
    {
        var formulas = actual.ToFormulas();
        var values = expected.To(DType.Float64).ToArray<double>();
        for (var i = 0; i < values.Length; i++)
        {
            var found = formulas[i].Evaluate(point);
            Assert.True(Math.Abs(found - values[i]) <= 1e-6 * (1 + Math.Abs(values[i])), $"{formulas[i]}: {found} in place of {values[i]}");
        }
    }
}
