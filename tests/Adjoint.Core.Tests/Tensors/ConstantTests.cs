namespace Adjoint.Core.Tests.Tensors;

/// <summary>Numbers beside tensors, and changes in place, never turn into other numbers silently.</summary>
public sealed class ConstantTests
{
    private static readonly Tensor s_whole = Tensor.From([1L, 2, 3]);

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(1e30)]
    public void A_number_that_is_no_integer_does_not_combine_with_integers(double value)
    {
        Assert.Throws<DTypeException>(() => s_whole * value);
        Assert.Throws<DTypeException>(() => s_whole + value);
        Assert.Throws<DTypeException>(() => Tensor.Full([2], value, DType.Int64));
        Assert.Throws<DTypeException>(() => s_whole.Pad([(1, 0)], value));
    }

    [Fact]
    public void A_whole_number_combines_with_integers() => Assert.Equal([3L, 6, 9], (s_whole * 3).ToArray<long>());

    [Fact]
    public void A_byte_holds_0_to_255() => Assert.Throws<DTypeException>(() => Tensor.Full([2], 300, DType.UInt8));

    [Fact]
    public void Whole_numbers_of_csharp_become_int64() => Assert.Equal([1L, 2], Tensor.From([1, 2]).ToArray<long>());

    [Fact]
    public void Truth_values_are_counted() => Assert.Equal(2, (s_whole > 1).Sum().Item());

    [Fact]
    public void A_repeated_element_cannot_be_overwritten_by_several_values() =>
        Assert.Throws<ShapeException>(() => Tensor.Ones([1]).Expand([3]).CopyFrom(Tensor.Arange(0, 3)));

    [Fact]
    public void A_recorded_result_cannot_be_overwritten()
    {
        var x = Tensor.Ones([2]);
        x.RequiresGrad = true;
        Assert.Throws<GradientException>(() => (x * 2).CopyFrom(Tensor.Zeros([2])));
    }

    [Fact]
    public void Detach_gives_a_handle_of_its_own()
    {
        var x = Tensor.Ones([2]);
        x.Detach().RequiresGrad = true;
        Assert.False(x.RequiresGrad);
    }

    [Fact]
    public void The_power_0_has_the_gradient_0()
    {
        var x = Tensor.From([0.0, 2]);
        x.RequiresGrad = true;
        x.Pow(0).Sum().Backward();
        Assert.Equal([0.0, 0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_missing_input_is_named() => Assert.Throws<ArgumentNullException>(() => s_whole.Add(null!));
}
