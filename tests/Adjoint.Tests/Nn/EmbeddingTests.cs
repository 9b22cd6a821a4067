using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class EmbeddingTests
{
    [Fact]
    public void The_gradient_of_a_row_sums_over_the_places_that_looked_it_up()
    {
        var layer = new Embedding(3, 2, generator: new Generator(1));
        layer.Forward(Tensor.From<long>([2, 0, 2])).Backward(Tensor.From<float>([1, 2, 10, 20, 100, 200], [3, 2]));
        Assert.Equal([10f, 20f, 0f, 0f, 101f, 202f], layer.Weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void The_padding_row_starts_at_zero_and_gets_no_gradient_in_any_way()
    {
        var layer = new Embedding(3, 2, paddingIndex: -3, generator: new Generator(1));
        Assert.Equal([0f, 0f], layer.Weight.Value.ToArray<float>()[..2]);
        var index = Tensor.From<long>([0, 1, 0]);
        layer.Forward(index).Sum().Backward();
        float[] expected = [0, 0, 1, 1, 0, 0];
        Assert.Equal(expected, layer.Weight.Grad!.ToArray<float>());
        var differentiable = Gradient.Of(layer.Forward(index).Sum(), [layer.Weight], createGraph: true)[0];
        Assert.Equal(expected, differentiable.ToArray<float>());
    }

    [Fact]
    public void A_number_that_is_no_row_is_an_error_that_says_where_it_stands()
    {
        var net = new Sequential { { "words", new Embedding(4, 2) } };
        var great = Assert.Throws<ArgumentOutOfRangeException>(() => net.Forward(Tensor.From<long>([0, 1, 2, 4], [2, 2])));
        Assert.StartsWith("embedding (in module words): the index at [1, 1] is 4; it must lie in 0..3, as there are 4 rows in the table",
            great.Message, StringComparison.Ordinal);
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => net.Forward(Tensor.From<long>([-1])));
        Assert.Contains("the index at [0] is -1", negative.Message, StringComparison.Ordinal);
        var real = Assert.Throws<DTypeException>(() => net.Forward(Tensor.Ones([2])));
        Assert.Contains("its input is float32[2]. Hint: To(DType.Int64) first.", real.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vectors_learned_elsewhere_are_copied_and_frozen_unless_told_otherwise()
    {
        var values = Tensor.From<float>([1, 2, 3, 4], [2, 2]);
        var frozen = Embedding.FromPretrained(values);
        Assert.False(frozen.Weight.RequiresGrad);
        Assert.Equal([3f, 4f], frozen.Forward(Tensor.From<long>([1])).ToArray<float>());
        var trained = Embedding.FromPretrained(values, freeze: false, paddingIndex: 0);
        Assert.True(trained.Weight.RequiresGrad);
        Assert.Equal([1f, 2f], trained.Forward(Tensor.From<long>([0])).ToArray<float>());
        trained.Weight.CopyFrom(Tensor.Zeros([2, 2]));
        Assert.Equal([1f, 2f, 3f, 4f], values.ToArray<float>());
        Assert.Throws<ShapeException>(() => Embedding.FromPretrained(Tensor.Ones([3])));
        Assert.Throws<DTypeException>(() => Embedding.FromPretrained(Tensor.Zeros([3, 2], DType.Int64)));
    }

    [Fact]
    public void A_single_number_and_no_number_are_looked_up_too()
    {
        var layer = new Embedding(3, 4);
        Assert.Equal([4], layer.Forward(Tensor.Scalar(1, DType.Int64)).Shape);
        Assert.Equal([2, 0, 4], layer.Forward(Tensor.Zeros([2, 0], DType.Int64)).Shape);
    }
}
