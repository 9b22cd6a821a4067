using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Tensors;

public sealed class TensorCreateTests
{
    public static TheoryData<DType> DTypes => [.. Enum.GetValues<DType>()];

    [Theory]
    [MemberData(nameof(DTypes))]
    public void Zeros_and_ones_of_every_element_type(DType dtype)
    {
        var zeros = Tensor.Zeros([2, 3], dtype);
        Assert.Equal(new TensorType([2, 3], dtype), zeros.Type);
        Assert.All(TestTensor.Read(zeros), value => Assert.Equal(0, value));
        Assert.All(TestTensor.Read(Tensor.Ones([2, 3], dtype)), value => Assert.Equal(1, value));
        Assert.Equal(0, Tensor.Zeros([2, 0], dtype).ElementCount);
    }

    [Theory]
    [MemberData(nameof(DTypes))]
    public void Every_element_type_converts_to_every_other(DType from)
    {
        var x = Tensor.From<double>([0, 1, 2.75, 200]).To(from);
        var values = TestTensor.Read(x);
        foreach (var to in Enum.GetValues<DType>())
        {
            var expected = values.Select(value => to switch
            {
                DType.Float32 or DType.Float64 => value,
                DType.Bool => value != 0 ? 1 : 0,
                _ => Math.Truncate(value),
            });
            Assert.Equal(expected, TestTensor.Read(x.To(to)));
        }
    }

    [Fact]
    public void Floats_become_integers_towards_zero()
    {
        Assert.Equal([-2, -1, 0, 1, 2], Tensor.From<double>([-2.9, -1.0, -0.5, 1.99, 2.5]).To(DType.Int64).ToArray<long>());
    }

    [Fact]
    public void Large_integers_convert_without_passing_through_another_type()
    {
        Assert.Equal([9007199254740993], Tensor.From<long>([9007199254740993]).To(DType.Int64).Clone().ToArray<long>());
        // 2^24 + 1 and 2^54 + 2 + 1 lie halfway or just above halfway between two floats.
        Assert.Equal([16777216f, 18014400656965632f], Tensor.From<long>([16777217, 18014399583223809]).To(DType.Float32).ToArray<float>());
    }

    [Fact]
    public void A_matrix_and_a_list_are_copied()
    {
        float[] source = [1, 2, 3];
        var x = Tensor.From<float>(source);
        source[0] = 9;
        Assert.Equal([1f, 2f, 3f], x.ToArray<float>());
        var matrix = Tensor.From(new long[,] { { 1, 2 }, { 3, 4 } });
        Assert.Equal("int64[2, 2]", matrix.Type.ToString());
        Assert.Equal([1L, 2, 3, 4], matrix.ToArray<long>());
    }

    [Fact]
    public void The_number_of_values_must_fill_the_shape()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.From<float>([1, 2, 3], [2, 2]));
        Assert.Contains("3 values", error.Message);
        Assert.Throws<DTypeException>(() => Tensor.From<int>([1, 2]));
    }

    [Fact]
    public void A_range_ends_before_its_end()
    {
        Assert.Equal([0f, 1, 2], Tensor.Arange(0, 3).ToArray<float>());
        Assert.Equal([1.0, 0.5, 0], Tensor.Arange(1, -0.5, -0.5, DType.Float64).ToArray<double>());
        Assert.Equal([5L, 7, 9], Tensor.Arange(5, 10, 2, DType.Int64).ToArray<long>());
        Assert.Equal(0, Tensor.Arange(2, 2).ElementCount);
        Assert.Throws<ArgumentException>(() => Tensor.Arange(0, 3, -1));
        Assert.Throws<ArgumentException>(() => Tensor.Arange(0, 3, 0));
    }

    [Fact]
    public void Evenly_spaced_numbers_include_both_ends()
    {
        Assert.Equal([0.0, 0.25, 0.5, 0.75, 1], Tensor.Linspace(0, 1, 5, DType.Float64).ToArray<double>());
        Assert.Equal([3f], Tensor.Linspace(3, 9, 1).ToArray<float>());
        Assert.Equal(0, Tensor.Linspace(3, 9, 0).ElementCount);
    }

    [Fact]
    public void The_identity_matrix_has_ones_on_its_diagonal()
    {
        Assert.Equal([1f, 0, 0, 0, 1, 0, 0, 0, 1], Tensor.Eye(3).ToArray<float>());
    }
}
