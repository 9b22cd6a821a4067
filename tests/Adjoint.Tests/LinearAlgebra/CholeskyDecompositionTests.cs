using Adjoint.LinearAlgebra;
using static Adjoint.Tests.LinearAlgebra.LinearAlgebraFixture;

namespace Adjoint.Tests.LinearAlgebra;

public sealed class CholeskyDecompositionTests
{
    public static TheoryData<int> Cases => Numbers("cholesky");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Factor_determinant_and_solutions_are_those_of_PyTorch(int number)
    {
        var json = Part("cholesky")[number];
        var decomposition = CholeskyDecomposition.Of(json.Matrix("matrix"));
        AssertNear(json.Matrix("l"), decomposition.L);
        AssertNear(json.Matrix("solution"), decomposition.Solve(json.Matrix("right")));
        Near.Equal([json.GetProperty("log_determinant").GetDouble()], [decomposition.LogDeterminant], 1e-10);
    }

    [Theory]
    [InlineData(1.0, 2, 2, 1, 2)]
    [InlineData(1.0, 1, 1, 1, 2)]
    [InlineData(-1.0, 0, 0, 1, 1)]
    [InlineData(0.0, 0, 0, 0, 1)]
    public void A_matrix_that_is_not_definite_is_an_error_that_says_where(double a, double b, double c, double d, int rows)
    {
        var error = Assert.Throws<SingularMatrixException>(() => CholeskyDecomposition.Of(Tensor.From<double>([a, b, c, d], [2, 2])));
        Assert.Contains($"block of {rows} rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_that_is_not_square_is_an_error() =>
        Assert.Contains("[2, 3]", Assert.Throws<ShapeException>(() => CholeskyDecomposition.Of(Tensor.Ones([2, 3]))).Message,
            StringComparison.Ordinal);
}
