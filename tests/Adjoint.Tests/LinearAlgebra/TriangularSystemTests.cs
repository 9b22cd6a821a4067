using Adjoint.LinearAlgebra;
using static Adjoint.Tests.LinearAlgebra.LinearAlgebraFixture;

namespace Adjoint.Tests.LinearAlgebra;

public sealed class TriangularSystemTests
{
    public static TheoryData<int> Cases => Numbers("triangular");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Solutions_are_those_of_PyTorch_and_the_other_triangle_is_not_read(int number)
    {
        var json = Part("triangular")[number];
        var (upper, transpose) = (json.GetProperty("upper").GetBoolean(), json.GetProperty("transpose").GetBoolean());
        var solution = TriangularSystem.Solve(json.Matrix("matrix"), json.Matrix("right"), upper, transpose);
        AssertNear(json.Matrix("solution"), solution);
    }

    [Fact]
    public void A_vector_gives_a_vector() =>
        AssertNear(Tensor.From<double>([2, 1]),
            TriangularSystem.Solve(Tensor.From<double>([1, 0, 3, 4], [2, 2]), Tensor.From<double>([2, 10]), upper: false));

    [Fact]
    public void A_zero_on_the_diagonal_is_an_error_that_says_where()
    {
        var error = Assert.Throws<SingularMatrixException>(
            () => TriangularSystem.Solve(Tensor.From<double>([1, 2, 0, 0], [2, 2]), Tensor.Ones([2]), upper: true));
        Assert.Contains("(1, 1)", error.Message, StringComparison.Ordinal);
    }
}
