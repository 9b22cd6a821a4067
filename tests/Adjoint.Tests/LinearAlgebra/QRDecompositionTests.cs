using Adjoint.LinearAlgebra;
using FsCheck;
using FsCheck.Fluent;
using static Adjoint.Tests.LinearAlgebra.LinearAlgebraFixture;

namespace Adjoint.Tests.LinearAlgebra;

public sealed class QRDecompositionTests
{
    public static TheoryData<int> Decompositions => Numbers("qr");

    private static Arbitrary<Tensor> Matrices => Arb.From(
        from rows in Gen.Choose(1, 12)
        from columns in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, int.MaxValue)
        select Tensor.RandN([rows, columns], new Generator((ulong)seed), DType.Float64));

    public static TheoryData<int> Systems => Numbers("least_squares");

    [Theory]
    [MemberData(nameof(Decompositions))]
    public void Q_and_R_are_those_of_PyTorch(int number)
    {
        var json = Part("qr")[number];
        var decomposition = QRDecomposition.Of(json.Matrix("matrix"));
        AssertNear(json.Matrix("q"), decomposition.Q);
        AssertNear(json.Matrix("r"), decomposition.R);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Least_squares_are_those_of_PyTorch_with_and_without_pivoting(int number)
    {
        var json = Part("least_squares")[number];
        foreach (var pivot in (bool[])[false, true])
            AssertNear(json.Matrix("solution"), QRDecomposition.Of(json.Matrix("matrix"), pivot).Solve(json.Matrix("right")));
    }

    [Fact]
    public void A_permuted_matrix_is_Q_R_with_orthonormal_Q_and_a_falling_diagonal() => Prop.ForAll(Matrices, matrix =>
    {
        var decomposition = QRDecomposition.Of(matrix, pivot: true);
        var size = Math.Min(matrix.Shape[0], matrix.Shape[1]);
        var order = Tensor.From([.. decomposition.Permutation]);
        AssertNear(matrix.IndexSelect(1, order), decomposition.Q.Matmul(decomposition.R), 1e-12);
        AssertNear(Tensor.Eye(size, DType.Float64), decomposition.Q.Transpose(0, 1).Matmul(decomposition.Q), 1e-12);
        var diagonal = decomposition.R.Diagonal().Abs().ToArray<double>();
        Assert.All(diagonal.Zip(diagonal.Skip(1)), pair => Assert.True(pair.Second <= pair.First * (1 + 1e-12)));
        AssertNear(decomposition.R.Triu(), decomposition.R, 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_rank_and_what_a_column_consists_of_are_found_whatever_its_unit()
    {
        var free = Tensor.RandN([30, 3], new Generator(1), DType.Float64);
        var (a, b, c) = (free[.., 0], free[.., 1] * 1e6, free[.., 2]);
        var decomposition = QRDecomposition.Of(Tensor.Stack([a, 2 * a - 3e-6 * b, b, c, b * 0], dim: 1), pivot: true);
        Assert.Equal(3, decomposition.Rank);
        var dependences = decomposition.Dependences();
        Assert.Equal(2, dependences.Count);
        // Pivoting keeps the longer columns, so that one of a and 2a - 3b is said by the other.
        Assert.Equal([0, 1, 2], dependences[0].Terms.Select(term => term.Column).Append(dependences[0].Column).Order());
        Assert.Equal(4, dependences[1].Column);
        Assert.Empty(dependences[1].Terms);
    }

    [Fact]
    public void A_dependent_column_is_the_sum_that_is_named()
    {
        var matrix = Tensor.From<double>([1, 2, 8, 0, 1, 3, 5, 5, 25, 1, 0, 2], [4, 3]);
        var dependence = Assert.Single(QRDecomposition.Of(matrix, pivot: true).Dependences());
        var columns = Enumerable.Range(0, 3).Select(j => matrix[.., j]).ToArray();
        var sum = dependence.Terms.Aggregate(Tensor.Zeros([4], DType.Float64), (total, term) => total + columns[term.Column] * term.Factor);
        AssertNear(columns[dependence.Column], sum, 1e-12);
    }

    [Fact]
    public void Later_columns_can_be_told_as_sums_of_earlier_ones()
    {
        double[][] columns = [[0, 0, 0], [1, 2, 3], [2, 4, 6], [0, 0, 1], [1, 2, 9]];
        var dependences = QRDecomposition.Of(columns, 3, Pivoting.FirstIndependent).Dependences();
        Assert.Equal([0, 2, 4], dependences.Select(dependence => dependence.Column));
        Assert.Equal([(1, 1.0), (3, 6.0)], dependences[2].Terms.Select(term => (term.Column, Math.Round(term.Factor, 12))));
    }

    [Fact]
    public void Dependent_columns_have_no_single_solution()
    {
        var decomposition = QRDecomposition.Of(Tensor.From<double>([1, 2, 2, 4, 3, 6], [3, 2]), pivot: true);
        var error = Assert.Throws<SingularMatrixException>(() => decomposition.Solve(Tensor.Ones([3])));
        Assert.Contains("2 columns have rank 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_and_tiny_numbers_neither_overflow_nor_vanish()
    {
        foreach (var scale in (double[])[1e200, 1e-200])
        {
            var matrix = Tensor.From<double>([3, 1, 4, 2], [2, 2]) * scale;
            AssertNear(Tensor.From<double>([1, 1]), QRDecomposition.Of(matrix, pivot: true).Solve(Tensor.From<double>([4, 6]) * scale));
        }
    }

    [Fact]
    public void What_is_no_finite_matrix_is_an_error_that_says_where()
    {
        Assert.Contains("[3]", Assert.Throws<ShapeException>(() => QRDecomposition.Of(Tensor.Ones([3]))).Message, StringComparison.Ordinal);
        var matrix = Tensor.From<double>([1, 2, 3, double.NaN], [2, 2]);
        Assert.Contains("row 1, column 1", Assert.Throws<ArgumentException>(() => QRDecomposition.Of(matrix)).Message,
            StringComparison.Ordinal);
        Assert.Contains("[2]", Assert.Throws<ShapeException>(() => QRDecomposition.Of(Tensor.Eye(3)).Solve(Tensor.Ones([2]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_matrix_has_rank_0()
    {
        Assert.Equal(0, QRDecomposition.Of(Tensor.Zeros([0, 3]), pivot: true).Rank);
        Assert.Equal([4, 0], QRDecomposition.Of(Tensor.Zeros([4, 0])).Q.Shape);
    }
}
