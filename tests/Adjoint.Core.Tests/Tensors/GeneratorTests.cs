namespace Adjoint.Core.Tests.Tensors;

public sealed class GeneratorTests
{
    [Fact]
    public void Positions_are_reserved_in_whole_blocks_of_four()
    {
        var generator = new Generator(1);
        Assert.Equal(0UL, generator.Advance(5));
        Assert.Equal(8UL, generator.Advance(4));
        Assert.Equal(12UL, generator.Advance(0));
        Assert.Equal(12UL, generator.Position);
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Advance(-1));
    }

    [Fact]
    public void A_stream_goes_on_exactly_where_its_position_is_set()
    {
        var generator = new Generator(42);
        _ = Tensor.RandN([100], generator);
        var position = generator.Position;
        var expected = Tensor.Rand([50], generator).ToArray<float>();
        var resumed = new Generator(42) { Position = position };
        Assert.Equal(expected, Tensor.Rand([50], resumed).ToArray<float>());
        Assert.Equal(generator.Position, resumed.Position);
    }

    [Fact]
    public void Threads_never_get_the_same_positions()
    {
        var generator = new Generator(1);
        var starts = new ulong[1000];
        Parallel.For(0, starts.Length, i => starts[i] = generator.Advance(3));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => 4UL * (ulong)i), starts.Order());
    }
}
