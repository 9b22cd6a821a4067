namespace Adjoint.Core.Tests.Ops;

public sealed class IndexTests
{
    [Theory]
    [InlineData(3, "the index at [1, 0] is 3; it must lie in 0..2, as there are 3 elements along the dimension.")]
    [InlineData(-1, "the index at [1, 0] is -1; it must lie in 0..2, as there are 3 elements along the dimension. Hint: an index "
        + "tensor counts from the front.")]
    public void An_index_outside_is_named_with_its_place_and_bound(long wrong, string message)
    {
        var index = Tensor.From<long>([0, 2, wrong, 1], [2, 2]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2, 3]).Gather(1, index));
        Assert.Equal("gather: " + message, error.Message);
    }

    [Fact]
    public void An_index_outside_is_found_in_views_and_in_every_operation()
    {
        var x = Tensor.Zeros([3, 2]);
        var index = Tensor.From<long>([0, 1, 7, 2]);
        Assert.Equal([2, 2], x.IndexSelect(0, index[(.., -3)]).Shape);
        Assert.Contains("[1] is 7", OutOfRange(() => x.IndexSelect(0, index.Flip())));
        Assert.Contains("[2] is 7", OutOfRange(() => x.IndexAdd(0, index, Tensor.Zeros([4, 2]))));
        Assert.Contains("[2, 0] is 7", OutOfRange(() => x.ScatterAdd(0, index.Unsqueeze(1).Expand([4, 2]), Tensor.Zeros([4, 2]))));
        Assert.Contains("[2] is 7; it must lie in 0..4, as there are 5 classes", OutOfRange(() => index.OneHot(5)));
        Assert.Contains("there are no elements", OutOfRange(() => Tensor.Zeros([0, 2]).IndexSelect(0, index)));
    }

    [Fact]
    public void Nothing_is_taken_from_an_empty_list_of_positions()
    {
        Assert.Equal([0, 2], Tensor.Zeros([3, 2]).IndexSelect(0, Tensor.From<long>([])).Shape);
    }

    [Fact]
    public void Scatter_add_leaves_its_input_alone_and_sums_what_meets()
    {
        var x = Tensor.From<float>([1, 2, 3]);
        var y = x.ScatterAdd(0, Tensor.From<long>([1, 1, 0]), Tensor.From<float>([10, 20, 30]));
        Assert.Equal([31, 32, 3], y.ToArray<float>());
        Assert.Equal([1, 2, 3], x.ToArray<float>());
    }

    [Fact]
    public void Labels_must_be_int64()
    {
        var error = Assert.Throws<DTypeException>(() => Tensor.Ones([2]).OneHot(3));
        Assert.Contains("must be int64, and it is float32[2]. Hint: To(DType.Int64)", error.Message);
    }

    [Fact]
    public void Gather_explains_shapes_that_do_not_fit()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Gather(1, Tensor.From<long>([0, 1])));
        Assert.Contains("the input has shape [2, 3] and the index [2]", error.Message);
    }

    [Fact]
    public void NaN_sorts_as_the_largest_and_equal_elements_keep_their_order()
    {
        var x = Tensor.From<float>([2, float.NaN, 1, 2, float.PositiveInfinity]);
        Assert.Equal([2, 0, 3, 4, 1], x.ArgSort().ToArray<long>());
        Assert.Equal([1, 4, 0, 3, 2], x.ArgSort(descending: true).ToArray<long>());
        Assert.Equal([1, 4], x.TopK(2).Positions.ToArray<long>());
    }

    [Fact]
    public void TopK_of_more_than_there_are_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).TopK(4));
        Assert.Contains("4 elements cannot be taken from dimension 1 of shape [2, 3]", error.Message);
    }

    [Fact]
    public void A_running_sum_counts_integers_exactly()
    {
        var big = 1L << 60;
        Assert.Equal([big, big + 1], Tensor.From<long>([big, 1]).CumulativeSum(0).ToArray<long>());
    }

    private static string OutOfRange(Func<object> action) => Assert.Throws<ArgumentOutOfRangeException>(action).Message;
}
