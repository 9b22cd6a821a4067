using Adjoint.Backends;
using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Tensors;

public sealed class RandomTensorTests
{
    private const int Count = 200_000;

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Uniform_numbers_lie_evenly_between_0_and_1(DType dtype)
    {
        var values = TestTensor.Read(Tensor.Rand([Count], new Generator(3), dtype));
        Assert.All(values, value => Assert.InRange(value, 0, 1 - 1e-9));
        // Mean 1/2 and variance 1/12; five standard errors of each.
        Assert.Equal(0.5, values.Average(), 5 * Math.Sqrt(1.0 / 12 / Count));
        Assert.Equal(1.0 / 12, values.Average(value => (value - 0.5) * (value - 0.5)), 5 * Math.Sqrt(1.0 / 180 / Count));
        var tenths = values.CountBy(value => (int)(value * 10)).Select(pair => (double)pair.Value);
        Assert.All(tenths, count => Assert.Equal(Count / 10.0, count, 5 * Math.Sqrt(Count * 0.09)));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution(DType dtype)
    {
        var values = TestTensor.Read(Tensor.RandN([Count], new Generator(3), dtype));
        // E x = 0, E x^2 = 1, E x^4 = 3 with variances 1, 2 and 96; neighbours share a radius but are not correlated.
        Assert.Equal(0, values.Average(), 5 / Math.Sqrt(Count));
        Assert.Equal(1, values.Average(value => value * value), 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(3, values.Average(value => Math.Pow(value, 4)), 5 * Math.Sqrt(96.0 / Count));
        Assert.Equal(0, values.Zip(values.Skip(1)).Average(pair => pair.First * pair.Second), 5 / Math.Sqrt(Count));
        // P(|x| < 1) = 0.6827
        Assert.Equal(0.6827, values.Count(value => Math.Abs(value) < 1) / (double)Count, 0.006);
    }

    [Fact]
    public void Numbers_between_bounds_are_those_between_0_and_1_stretched()
    {
        var expected = Tensor.Rand([1000], new Generator(3)) * 5 + -2;
        Assert.Equal(TestTensor.Read(expected), TestTensor.Read(Tensor.Rand([1000], -2, 3, new Generator(3))));
    }

    [Fact]
    public void Normal_numbers_with_a_mean_and_a_deviation_are_standard_ones_moved_and_scaled()
    {
        var expected = Tensor.RandN([1000], new Generator(3), DType.Float64) * 0.5 + 7;
        Assert.Equal(TestTensor.Read(expected), TestTensor.Read(Tensor.RandN([1000], 7, 0.5, new Generator(3), DType.Float64)));
    }

    [Theory]
    [InlineData(DType.Float32, 0UL)]
    [InlineData(DType.Float64, 0UL)]
    [InlineData(DType.Float32, 5UL)]
    [InlineData(DType.Float64, 5UL)]
    public void A_number_depends_on_seed_and_position_alone(DType dtype, ulong offset)
    {
        var backend = Backend.Cpu;
        Action<ulong, Tensor> uniform = (at, result) => backend.Uniform(7, at, result);
        Action<ulong, Tensor> normal = (at, result) => backend.Normal(7, at, result);
        foreach (var kernel in new[] { uniform, normal })
        {
            var whole = New(1003);
            kernel(0, whole);
            var part = New(90);
            kernel(offset, part);
            Assert.Equal(TestTensor.Read(whole)[(int)offset..((int)offset + 90)], TestTensor.Read(part));
        }

        Tensor New(int count) => new(backend.Allocate(dtype, count), [count]);
    }

    [Theory]
    [InlineData(DType.Float32, 1e-6)]
    [InlineData(DType.Float64, 1e-14)]
    public void The_fast_backend_draws_the_numbers_of_the_definition(DType dtype, double tolerance)
    {
        foreach (var start in new ulong[] { 0, 1, 2, 3, uint.MaxValue - 10, ulong.MaxValue - 10 })
        {
            var fast = new Tensor(Backend.Cpu.Allocate(dtype, 5003), [5003]);
            var slow = new Tensor(Backend.Reference.Allocate(dtype, 5003), [5003]);
            Backend.Cpu.Uniform(0x123456789abcdef0, start, fast);
            Backend.Reference.Uniform(0x123456789abcdef0, start, slow);
            Assert.Equal(TestTensor.Bits(slow), TestTensor.Bits(fast));
            Backend.Cpu.Normal(0x123456789abcdef0, start, fast);
            Backend.Reference.Normal(0x123456789abcdef0, start, slow);
            Expect.Close(slow, fast, tolerance, $"normal from {start}");
        }
    }

    [Fact]
    public void Seeds_give_different_streams_and_equal_seeds_equal_ones()
    {
        var a = Tensor.Rand([100], new Generator(1)).ToArray<float>();
        Assert.Equal(a, Tensor.Rand([100], new Generator(1)).ToArray<float>());
        Assert.Empty(a.Intersect(Tensor.Rand([100], new Generator(2)).ToArray<float>()));
        Assert.Empty(a.Intersect(Tensor.Rand([100], new Generator(1UL << 32 | 1)).ToArray<float>()));
    }

    [Fact]
    public void Integers_fill_their_range_evenly()
    {
        var values = Tensor.RandInt(-3, 4, [70_000], new Generator(5)).ToArray<long>();
        var counts = values.CountBy(value => value).OrderBy(pair => pair.Key).ToArray();
        Assert.Equal([-3, -2, -1, 0, 1, 2, 3], counts.Select(pair => pair.Key));
        Assert.All(counts, pair => Assert.Equal(10_000.0, pair.Value, 5 * Math.Sqrt(70_000 * 6.0 / 49)));
        var all = Tensor.RandInt(long.MinValue, long.MaxValue, [1000], new Generator(5)).ToArray<long>();
        Assert.Equal(0.5, all.Average(value => value < 0 ? 1.0 : 0.0), 0.1);
        Assert.Contains("from 4", Assert.Throws<ArgumentException>(() => Tensor.RandInt(4, 4, [1], new Generator(5))).Message);
    }

    [Fact]
    public void A_permutation_has_every_number_once_and_every_order_equally_often()
    {
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), Tensor.RandPerm(1000, new Generator(1)).ToArray<long>().Order());
        Assert.Equal(0, Tensor.RandPerm(0, new Generator(1)).ElementCount);
        var generator = new Generator(9);
        var orders = Enumerable.Range(0, 6000).CountBy(_ => string.Join("", Tensor.RandPerm(3, generator).ToArray<long>())).ToArray();
        Assert.Equal(6, orders.Length);
        Assert.All(orders, order => Assert.Equal(1000.0, order.Value, 5 * Math.Sqrt(6000 * 5.0 / 36)));
    }

    [Fact]
    public void Bernoulli_is_1_as_often_as_asked()
    {
        var values = TestTensor.Read(Tensor.Bernoulli([Count], 0.3, new Generator(4)));
        Assert.Equal(0.3, values.Average(), 5 * Math.Sqrt(0.21 / Count));
        Assert.All(values, value => Assert.True(value is 0 or 1));
        Assert.All(TestTensor.Read(Tensor.Bernoulli([1000], 0, new Generator(4))), value => Assert.Equal(0, value));
        Assert.All(TestTensor.Read(Tensor.Bernoulli([1000], 1, new Generator(4), DType.Bool)), value => Assert.Equal(1, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Bernoulli([1], 1.5, new Generator(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Bernoulli([1], double.NaN, new Generator(4)));
    }

    [Fact]
    public void Real_random_numbers_need_a_float_type()
    {
        Assert.Contains("RandInt", Assert.Throws<DTypeException>(() => Tensor.Rand([2], new Generator(1), DType.Int64)).Message);
        Assert.Throws<DTypeException>(() => Tensor.RandN([2], new Generator(1), DType.Bool));
    }
}
