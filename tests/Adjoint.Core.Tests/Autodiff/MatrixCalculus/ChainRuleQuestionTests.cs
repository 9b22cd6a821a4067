using static Adjoint.MatrixCalculus;

namespace Adjoint.Core.Tests.Autodiff.MatrixCalculus;

/// <summary>
/// The question of CMU lecture 13: for a number y = g(u) and u = h(x), which form of the chain rule is right in denominator layout? All are
/// tried as products of matrices, vectors being columns, so that dy/du is [M, 1] and du/dx [P, M].
/// </summary>
public sealed class ChainRuleQuestionTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> s_answers = new()
    {
        ["A"] = (dydu, dudx) => dydu.Matmul(dudx),
        ["B"] = (dydu, dudx) => T(dydu).Matmul(dudx),
        ["C"] = (dydu, dudx) => dydu.Matmul(T(dudx)),
        ["D"] = (dydu, dudx) => T(dydu).Matmul(T(dudx)),
        ["E"] = (dydu, dudx) => T(dydu.Matmul(dudx)),
        ["F"] = (dydu, dudx) => dudx.Matmul(dydu),
    };

    // The answer, sizes M of u and P of x; what comes of it: no product, or a shape, and whether its numbers are those of dy/dx.
    [Theory]
    [InlineData("A", 3, 2, "no product", false)]
    [InlineData("B", 3, 2, "no product", false)]
    [InlineData("C", 3, 2, "no product", false)]
    [InlineData("D", 3, 2, "[1, 2]", true)]
    [InlineData("E", 3, 2, "no product", false)]
    [InlineData("F", 3, 2, "[2, 1]", true)]
    // Equal sizes hide a wrong product: B exists and has the wrong numbers.
    [InlineData("A", 2, 2, "no product", false)]
    [InlineData("B", 2, 2, "[1, 2]", false)]
    [InlineData("C", 2, 2, "no product", false)]
    [InlineData("D", 2, 2, "[1, 2]", true)]
    [InlineData("E", 2, 2, "no product", false)]
    [InlineData("F", 2, 2, "[2, 1]", true)]
    // For a number x, A and E are matrices, and B has no product.
    [InlineData("A", 3, 1, "[3, 3]", false)]
    [InlineData("B", 3, 1, "no product", false)]
    [InlineData("C", 3, 1, "no product", false)]
    [InlineData("D", 3, 1, "[1, 1]", true)]
    [InlineData("E", 3, 1, "[3, 3]", false)]
    [InlineData("F", 3, 1, "[1, 1]", true)]
    public void What_comes_of_each_answer(string answer, int m, int p, string shape, bool isRight)
    {
        var (a, x) = (Tensor.RandN([m, p], new Generator(1), DType.Float64), Tensor.RandN([p], new Generator(2), DType.Float64));
        Tensor H(Tensor t) => a.Matmul(t).Sin();
        static Tensor G(Tensor u) => u.Exp().Sum();
        var (dydu, dudx) = (Derivative(G, H(x)).Reshape([m, 1]), Derivative(H, x));
        Tensor? result = null;
        try
        {
            result = s_answers[answer](dydu, dudx);
        }
        catch (ShapeException)
        {
        }
        Assert.Equal(shape, result?.Shape.ToString() ?? "no product");
        var expected = Derivative(t => G(H(t)), x).ToArray<double>();
        Assert.Equal(isRight, result is not null && result.ElementCount == p
            && result.ToArray<double>().Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12));
    }

    [Fact]
    public void The_right_form_alone_has_the_shape_and_the_numbers_for_all_sizes() => RandomMatrices.ForAll(random =>
    {
        var (a, x) = (random.Draw(random.M, random.P), random.Draw(random.P));
        Tensor H(Tensor t) => a.Matmul(t).Sin();
        static Tensor G(Tensor u) => u.Exp().Sum();
        // None of A to E: dy/dx = (du/dx)(dy/du). D is its transpose, a row.
        RandomMatrices.Equal(Derivative(t => G(H(t)), x), Derivative(H, x).Matmul(Derivative(G, H(x))));
    });

    [Fact]
    public void In_numerator_layout_the_first_answer_would_be_right()
    {
        var (a, x) = (Tensor.RandN([3, 2], new Generator(1), DType.Float64), Tensor.RandN([2], new Generator(2), DType.Float64));
        Tensor H(Tensor t) => a.Matmul(t).Sin();
        static Tensor G(Tensor u) => u.Exp().Sum();
        const MatrixLayout numerator = MatrixLayout.Numerator;
        // A: (dy/du)(du/dx), a row; and E, its transpose, is the column of denominator layout.
        RandomMatrices.Equal(Derivative(t => G(H(t)), x, numerator), Derivative(G, H(x), numerator).Matmul(Derivative(H, x, numerator)));
    }

    private static Tensor T(Tensor matrix) => matrix.Transpose(0, 1);
}
