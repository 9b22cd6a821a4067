namespace Adjoint.Core.Tests.Ops;

public sealed class ShapeTests
{
    [Fact]
    public void Rearrangements_share_the_elements()
    {
        var x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
        Tensor[] views =
        [
            x.Permute(2, 0, 1), x.Transpose(0, 2), x.MoveDim(0, 2), x.Unsqueeze(1), x.Permute(1, 0, 2).Unsqueeze(0).Squeeze(0),
            x.Flatten(1), x.Transpose(0, 1).Flatten(1, 1), x.Diagonal(1, 1, 2), x.Flip(1), x[0].T, x.Split(2, 1)[1], x.Chunk(2, -1)[0],
        ];
        Assert.All(views, view => Assert.Same(x.Storage, view.Storage));
    }

    [Fact]
    public void Reshape_sees_through_strides_where_it_can_and_copies_where_it_must()
    {
        var x = Tensor.Arange(0, 24).Reshape(4, 6)[.., 0..4];
        var seen = x.Reshape(2, 2, 2, 2);
        Assert.Same(x.Storage, seen.Storage);
        Assert.Equal(x.ToArray<float>(), seen.ToArray<float>());
        var copied = x.Reshape(16);
        Assert.NotSame(x.Storage, copied.Storage);
        Assert.Equal(x.ToArray<float>(), copied.ToArray<float>());
    }

    [Fact]
    public void A_repeated_number_keeps_its_stride_of_zero_under_another_shape()
    {
        var x = Tensor.Scalar(7).Expand([2, 6]).Reshape(3, 4);
        Assert.Equal([0, 0], x.Strides);
        Assert.Equal(84, x.Sum().Item());
    }

    [Fact]
    public void Empty_tensors_can_be_rearranged()
    {
        var x = Tensor.Zeros([0, 3]);
        Assert.Equal([3, 0], x.T.Shape);
        Assert.Equal([0], x.T.Flatten().Shape);
        Assert.Equal([2, 3], Tensor.Concat([x, Tensor.Ones([2, 3])]).Shape);
        Assert.Equal([1, 3], x.Pad([(1, 0), (0, 0)], 5).Shape);
        Assert.Single(x.Split(2));
        Assert.Equal([0, 6], x.Repeat(4, 2).Shape);
        Assert.Equal([0, 3], x.Flip().Shape);
    }

    [Fact]
    public void Concat_joins_any_element_type_and_refuses_a_mixture()
    {
        var labels = Tensor.From<long>([1, 2]);
        Assert.Equal([1, 2, 1, 2], Tensor.Concat([labels, labels]).ToArray<long>());
        var error = Assert.Throws<DTypeException>(() => Tensor.Concat([labels, Tensor.Ones([2])]));
        Assert.Contains("int64[2] and float32[2]", error.Message);
    }

    [Fact]
    public void Shapes_that_cannot_be_joined_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Concat([Tensor.Ones([2, 3]), Tensor.Ones([2, 4])]));
        Assert.Contains("tensor 1 of shape [2, 4] cannot be joined to tensor 0 of shape [2, 3] along dim 0", error.Message);
        Assert.Throws<ArgumentException>(() => Tensor.Concat([]));
        Assert.Contains("Stack", Assert.Throws<ShapeException>(() => new ConcatOperation(0).Apply(Tensor.Scalar(1))).Message);
    }

    [Fact]
    public void Wrong_dimensions_are_named()
    {
        var x = Tensor.Zeros([2, 3]);
        Assert.Contains("given twice", Message(() => x.Permute(0, 0)));
        Assert.Contains("each of its 2 must appear once", Message(() => x.Permute(1)));
        Assert.Contains("dim 2 does not exist", Message(() => x.Transpose(0, 2)));
        Assert.Contains("Hint: Transpose(dim0, dim1)", Message(() => Tensor.Zeros([2, 3, 4]).T));
        Assert.Contains("only a size of 1", Message(() => x.Squeeze(1)));
        Assert.Contains("must lie in -3..2", Message(() => x.Unsqueeze(3)));
        Assert.Contains("comes before", Message(() => x.Flatten(1, 0)));
        Assert.Contains("are the same", Message(() => x.Diagonal(0, 1, -1)));
        Assert.Contains("add up to 4", Message(() => x.Split([2, 2], 1)));
        Assert.Contains("at least 1", Message(() => x.Split(0)));
        Assert.Contains("x[1..^1]", Message(() => x.Pad([(0, 0), (-1, 0)])));
        Assert.Contains("one (before, after) for each of its 2 dimensions", Message(() => x.Pad([(1, 1)])));
        Assert.Contains("which has 2 dimensions", Message(() => x.Repeat(2)));
        Assert.Contains("2 elements from position 2 on", Message(() => x.Narrow(1, 2, 2)));
    }

    [Fact]
    public void Roll_goes_round_in_both_directions()
    {
        var x = Tensor.Arange(0, 5);
        Assert.Equal([3, 4, 0, 1, 2], x.Roll(2, 0).ToArray<float>());
        Assert.Equal(x.Roll(2, 0).ToArray<float>(), x.Roll(-13, 0).ToArray<float>());
        Assert.Equal(x.ToArray<float>(), x.Roll(10, 0).ToArray<float>());
    }

    private static string Message(Func<object> action) => Assert.Throws<ShapeException>(action).Message;
}
