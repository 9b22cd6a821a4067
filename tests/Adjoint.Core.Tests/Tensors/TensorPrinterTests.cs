using System.Globalization;

namespace Adjoint.Core.Tests.Tensors;

public sealed class TensorPrinterTests
{
    [Fact]
    public void Fractions_stand_in_columns_with_four_decimals() => Assert.Equal(
        """
        tensor([[  1.5000,   2.0000],
                [-10.2500,   0.0000]], float32[2, 2])
        """,
        Tensor.From(new[,] { { 1.5f, 2 }, { -10.25f, 0 } }).ToString());

    [Fact]
    public void Whole_numbers_stand_with_a_point() =>
        Assert.Equal("tensor([ 1., -2., 30.], float64[3])", Tensor.From<double>([1, -2, 30]).ToString());

    [Theory]
    [InlineData(0.0001, 1.5, "tensor([1.0000e-04, 1.5000e+00], float64[2])")]
    [InlineData(1e10, 2e10, "tensor([1.0000e+10, 2.0000e+10], float64[2])")]
    [InlineData(2.5e-7, 0, "tensor([2.5000e-07, 0.0000e+00], float64[2])")]
    [InlineData(0.5, 400.25, "tensor([  0.5000, 400.2500], float64[2])")]
    public void Sizes_that_differ_much_are_scientific(double first, double second, string expected) =>
        Assert.Equal(expected, Tensor.From<double>([first, second]).ToString());

    [Fact]
    public void What_is_no_finite_number_keeps_the_format_of_the_others() =>
        Assert.Equal("tensor([   nan,    inf,   -inf, 0.5000], float32[4])",
            Tensor.From<float>([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.5f]).ToString());

    [Fact]
    public void Integers_and_truths_stand_as_they_are()
    {
        Assert.Equal("tensor([  1, -20], int64[2])", Tensor.From<long>([1, -20]).ToString());
        Assert.Equal("tensor([  7, 255], uint8[2])", Tensor.From<byte>([7, 255]).ToString());
        Assert.Equal("tensor([ true, false], bool[2])", Tensor.From<bool>([true, false]).ToString());
    }

    [Fact]
    public void A_single_number_has_no_brackets() => Assert.Equal("tensor(3.1416, float32[])", Tensor.Scalar(Math.PI).ToString());

    [Fact]
    public void No_elements_are_empty_brackets() => Assert.Equal("tensor([], float32[0, 3])", Tensor.Zeros([0, 3]).ToString());

    [Fact]
    public void Matrices_are_set_apart_by_an_empty_line() => Assert.Equal(
        """
        tensor([[[0, 1],
                 [2, 3]],

                [[4, 5],
                 [6, 7]]], int64[2, 2, 2])
        """,
        Tensor.Arange(0, 8, dtype: DType.Int64).Reshape(2, 2, 2).ToString());

    [Fact]
    public void Long_rows_are_broken() => Assert.Equal(
        """
        tensor([100., 101., 102., 103., 104., 105., 106., 107., 108., 109., 110., 111.,
                112., 113.], float32[14])
        """,
        Tensor.Arange(100, 114).ToString());

    [Fact]
    public void Of_many_elements_the_ends_of_each_dimension_are_shown()
    {
        Assert.Equal("tensor([   0.,    1.,    2.,   ..., 1998., 1999., 2000.], float32[2001])", Tensor.Arange(0, 2001).ToString());
        Assert.Equal(
            """
            tensor([[   0,    1,    2,  ...,  197,  198,  199],
                    [ 200,  201,  202,  ...,  397,  398,  399],
                    [ 400,  401,  402,  ...,  597,  598,  599],
                    ...,
                    [1400, 1401, 1402,  ..., 1597, 1598, 1599],
                    [1600, 1601, 1602,  ..., 1797, 1798, 1799],
                    [1800, 1801, 1802,  ..., 1997, 1998, 1999]], int64[10, 200])
            """,
            Tensor.Arange(0, 2000, dtype: DType.Int64).Reshape(10, 200).ToString());
    }

    [Fact]
    public void A_view_prints_its_own_elements()
    {
        var x = Tensor.From(new long[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal("tensor([[6, 3],\n        [5, 2],\n        [4, 1]], int64[3, 2])", x.Flip(0, 1).T.ToString());
        Assert.Equal("tensor([[7, 7]], int64[1, 2])", Tensor.Full([1, 1], 7, DType.Int64).Expand([1, 2]).ToString());
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal("tensor([-1.5000,  2.2500], float32[2])", Tensor.From<float>([-1.5f, 2.25f]).ToString());
            Assert.Equal("tensor([-1, 22], int64[2])", Tensor.From<long>([-1, 22]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_debugger_shows_the_type_and_the_first_elements()
    {
        Assert.Equal("float32[3] [0.1, -2, 1E+10]", Tensor.From<float>([0.1f, -2, 1e10f]).DebuggerText);
        Assert.Equal("int64[2, 4] [0, 1, 2, 3, 4, 5, ...]", Tensor.Arange(0, 8, dtype: DType.Int64).Reshape(2, 4).DebuggerText);
        Assert.Equal("bool[0] []", Tensor.Zeros([0], DType.Bool).DebuggerText);
    }
}
