using static Adjoint.MatrixCalculus;

namespace Adjoint.Core.Tests.Autodiff.MatrixCalculus;

/// <summary>The shapes of the nine kinds of derivatives (CMU lecture 13), and what stands where.</summary>
public sealed class LayoutTests
{
    private const int M = 2;
    private const int N = 3;
    private const int P = 4;
    private const int Q = 5;

    // Sizes of the result and of what is differentiated by; of the derivative in denominator layout; in numerator layout.
    public static TheoryData<int[], int[], int[], int[]> Kinds => new()
    {
        { [], [], [], [] },
        { [], [P], [P], [P] },
        { [], [P, Q], [P, Q], [Q, P] },
        { [M], [], [M], [M] },
        { [M], [P], [P, M], [M, P] },
        { [M], [P, Q], [P, Q, M], [M, P, Q] },
        { [M, N], [], [M, N], [M, N] },
        { [M, N], [P], [P, M, N], [M, N, P] },
        { [M, N], [P, Q], [P, Q, M, N], [M, N, P, Q] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_its_shape_and_its_places(int[] y, int[] x, int[] denominator, int[] numerator)
    {
        var generator = new Generator(1);
        var (point, weights) = (Tensor.RandN(Shape.Create(x), generator, DType.Float64),
            Tensor.RandN([Shape.Create(y).ElementCount, Shape.Create(x).ElementCount], generator, DType.Float64));
        var jacobian = NumericalDerivative.Jacobian(F, point, DifferenceMethod.Richardson).Value.Reshape([weights.Shape[0], weights.Shape[1]]);

        var byDenominator = Derivative(F, point);
        Assert.Equal(Shape.Create(denominator), byDenominator.Shape);
        Near(jacobian.Transpose(0, 1), byDenominator.Reshape([weights.Shape[1], weights.Shape[0]]));

        var byNumerator = Derivative(F, point, MatrixLayout.Numerator);
        Assert.Equal(Shape.Create(numerator), byNumerator.Shape);
        // A number by a matrix is turned over in numerator layout.
        if (y.Length == 0 && x.Length == 2) byNumerator = byNumerator.Transpose(0, 1);
        Near(jacobian, byNumerator.Reshape(jacobian.Shape));

        Tensor F(Tensor t) => weights.Matmul(t.Reshape([t.ElementCount])).Sin().Reshape(Shape.Create(y));
    }

    [Fact]
    public void The_gradient_of_a_number_has_the_shape_of_its_variable_and_can_be_subtracted_from_it()
    {
        var w = Tensor.RandN([3, 2], new Generator(1), DType.Float64);
        RandomMatrices.Equal(w * 0.8, w - 0.1 * Derivative(t => t.Square().Sum(), w));
    }

    [Fact]
    public void Vec_goes_down_the_columns()
    {
        var x = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([1.0, 4, 2, 5, 3, 6], Vec(x).ToArray<double>());
        Assert.Equal([1.0], Vec(Tensor.Scalar(1, DType.Float64)).ToArray<double>());
    }

    [Fact]
    public void A_Kronecker_product_puts_the_second_matrix_in_place_of_every_element_of_the_first()
    {
        var a = Tensor.From(new double[,] { { 1, 2 } });
        var b = Tensor.From(new double[,] { { 1, 0 }, { 3, 1 } });
        RandomMatrices.Equal(Tensor.From(new double[,] { { 1, 0, 2, 0 }, { 3, 1, 6, 2 } }), Kronecker(a, b));
        Assert.Contains("float64[2]", Assert.Throws<ShapeException>(() => Kronecker(a, b[0])).Message);
    }

    [Fact]
    public void More_than_two_dimensions_are_refused()
    {
        var x = Tensor.Zeros([2, 2, 2], DType.Float64);
        Assert.Contains("float64[2, 2, 2]", Assert.Throws<ShapeException>(() => Derivative(t => t.Sum(), x)).Message);
        Assert.Contains("the result", Assert.Throws<ShapeException>(() => Derivative(t => t.Reshape([1, 2, 2]), x[0])).Message);
        Assert.Contains("Differentiate.Jacobian", Assert.Throws<ShapeException>(() => Vec(x)).Message);
    }

    [Fact]
    public void A_result_without_a_derivative_names_where_it_was_cut()
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Contains("argmax: its result is a position",
            Assert.Throws<GradientException>(() => Derivative(t => t.ArgMax(0).To(DType.Float64), x)).Message);
        Assert.Contains("argmax", Assert.Throws<DTypeException>(() => Derivative(t => t.ArgMax(0), x)).Message);
        // A constant has the derivative 0, and so has what was made one on purpose.
        RandomMatrices.Equal(Tensor.Zeros([2], DType.Float64), Derivative(_ => Tensor.Scalar(3, DType.Float64), x));
        RandomMatrices.Equal(Tensor.Zeros([2], DType.Float64), Derivative(t => t.Detach().Sum(), x));
    }

    private static void Near(Tensor expected, Tensor actual)
    {
        foreach (var (e, a) in expected.ToArray<double>().Zip(actual.ToArray<double>())) Assert.Equal(e, a, 1e-9);
    }
}
