namespace Adjoint.Core.Tests.Ops;

public sealed class EinsumTests
{
    private static readonly Tensor s_matrix = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });

    [Theory]
    [InlineData("i1->i", 1, "'1' is not a label")]
    [InlineData("ij-i", 2, "'-' is not a label")]
    [InlineData("..ij->ij", 0, "three dots")]
    [InlineData("...i...->i", 4, "one ellipsis")]
    [InlineData("ij,jk->ik", 2, "more operands than the 1")]
    [InlineData("ijk->i", 0, "3 letters cannot name the 2 dimensions of operand 0, whose shape is [2, 3]")]
    [InlineData("i->i", 0, "'...' stands for dimensions without a letter")]
    [InlineData("ij->iki", 5, "'k' of the result is in no operand")]
    [InlineData("ij->iji", 6, "'i' is twice in the result")]
    [InlineData("ij->i,j", 5, "',' is not a label")]
    public void A_wrong_equation_is_pointed_at(string equation, int position, string problem)
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Einsum(equation, s_matrix));
        Assert.StartsWith($"einsum: the equation is wrong at position {position}: ", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.EndsWith($"\n  {equation}\n  {new string(' ', position)}^", error.Message);
    }

    [Fact]
    public void Operands_without_letters_are_missed()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Einsum("ij->i", s_matrix, s_matrix));
        Assert.Contains("position 2: describes 1 operands, and 2 were given", error.Message);
    }

    [Fact]
    public void A_label_of_two_sizes_is_named()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Einsum("ij,ij->i", s_matrix, s_matrix.T));
        Assert.Contains("'i' in \"ij,ij->i\" has size 2 in operand 0 and 3 in operand 1", error.Message);
        error = Assert.Throws<ShapeException>(() => Tensor.Einsum("ii->i", s_matrix));
        Assert.Contains("a diagonal needs them equal", error.Message);
    }

    [Fact]
    public void Spaces_do_not_matter()
    {
        var expected = s_matrix.Matmul(s_matrix.T).ToArray<double>();
        Assert.Equal(expected, Tensor.Einsum(" i j, k j -> i k ", s_matrix, s_matrix).ToArray<double>());
    }

    [Fact]
    public void Sizes_of_one_broadcast()
    {
        var row = Tensor.From<double>([10, 20, 30], [1, 3]);
        Assert.Equal(s_matrix.Mul(row).ToArray<double>(), Tensor.Einsum("ij,ij->ij", s_matrix, row).ToArray<double>());
        Assert.Equal(s_matrix.Mul(row).Sum(0).ToArray<double>(), Tensor.Einsum("ij,ij->j", s_matrix, row).ToArray<double>());
        Assert.Equal(s_matrix.Mul(row).Sum(0).ToArray<double>(), Tensor.Einsum("ij,ij->j", row, s_matrix).ToArray<double>());
    }

    [Fact]
    public void An_ellipsis_that_the_result_lacks_is_summed_over()
    {
        var x = Tensor.Arange(0, 12, dtype: DType.Float64).Reshape(2, 2, 3);
        Assert.Equal(x.Sum([0, 1]).ToArray<double>(), Tensor.Einsum("...i->i", x).ToArray<double>());
    }

    [Fact]
    public void Sums_over_nothing_are_zero()
    {
        Assert.Equal([0, 0, 0, 0], Tensor.Einsum("ij,jk->ik", Tensor.Zeros([2, 0]), Tensor.Zeros([0, 2])).ToArray<float>());
        Assert.Equal([0, 2], Tensor.Einsum("bij,jk->bk", Tensor.Zeros([0, 4, 3]), Tensor.Zeros([3, 2])).Shape);
    }

    [Fact]
    public void A_long_chain_equals_products_one_after_another()
    {
        var x = (Tensor.Arange(0, 6, dtype: DType.Float64) * 0.3).Reshape(2, 3);
        var chain = Tensor.Einsum("ab,cb,cd,ed,ef->af", x, x, x, x, x);
        var expected = x.Matmul(x.T).Matmul(x).Matmul(x.T).Matmul(x);
        Assert.All(chain.ToArray<double>().Zip(expected.ToArray<double>()), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }
}
