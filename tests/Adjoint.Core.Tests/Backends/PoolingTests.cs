using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Core.Tests.Backends;

public sealed class PoolingTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 300)];

    // Image of the convolution lecture (CMU 10-301/601, lecture 13), downsampled there with 2x2 windows and stride 2.
    private static readonly double[] s_image =
    [
        1, 1, 1, 1, 1, 0,
        1, 0, 0, 1, 0, 0,
        1, 0, 1, 0, 0, 0,
        1, 1, 0, 0, 0, 0,
        1, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0,
    ];

    [Fact]
    public void The_lectures_max_pooling_comes_out_as_printed()
    {
        var problem = new PoolingProblem(PoolingProblem.Sliding(1, 6, 6, 2, 2, 0, false), s_image);
        Assert.Equal([1, 1, 1, 1, 1, 0, 1, 0, 0], problem.MaxForward().Output);
    }

    [Fact]
    public void The_lectures_average_pooling_comes_out_as_printed()
    {
        var problem = new PoolingProblem(PoolingProblem.Sliding(1, 6, 6, 2, 2, 0, false), s_image);
        Assert.Equal([0.75, 0.75, 0.25, 0.75, 0.25, 0, 0.25, 0, 0], problem.AverageForward(true));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Drawn_poolings_equal_their_definitions(int seed)
    {
        var problem = PoolingProblem.Draw(seed);
        foreach (var bits in (int[])[32, 64])
        {
            var (maxima, positions) = problem.MaxForward(bits);
            var (expected, expectedPositions) = problem.DefinedMaximum();
            Assert.Equal(expected, maxima);
            Assert.Equal(expectedPositions, positions);
            Assert.Equal(expected, problem.MaxForwardAlone(bits));
            foreach (var countIncludePad in (bool[])[true, false])
                AssertClose(problem.DefinedAverage(countIncludePad), problem.AverageForward(countIncludePad, bits), bits);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Backward_is_the_adjoint_of_forward(int seed)
    {
        var problem = PoolingProblem.Draw(seed);
        foreach (var bits in (int[])[32, 64])
        {
            var (_, positions) = problem.MaxForward(bits);
            // Rounded to few bits, every product and sum is exact: the identity holds to the last bit.
            Assert.Equal(
                Dot(problem.MaxGather(positions, bits), problem.GradOutput), Dot(problem.Input, problem.MaxBackward(positions, bits)));
            foreach (var countIncludePad in (bool[])[true, false])
            {
                var forward = Dot(problem.AverageForward(countIncludePad, bits), problem.GradOutput);
                Assert.Equal(forward, Dot(problem.Input, problem.AverageBackward(countIncludePad, bits)), bits == 32 ? 1e-3 : 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(9, 2, 2, 1, 32)]
    [InlineData(10, 2, 2, 1, 32)]
    [InlineData(28, 2, 2, 1, 32)]
    [InlineData(6, 2, 2, 1, 32)]
    [InlineData(10, 2, 2, 1, 64)]
    [InlineData(55, 3, 2, 1, 32)]
    [InlineData(19, 3, 1, 1, 32)]
    [InlineData(19, 3, 1, 1, 64)]
    [InlineData(40, 3, 3, 1, 64)]
    [InlineData(23, 3, 2, 3, 32)]
    [InlineData(700, 3, 2, 2, 32)]
    public void The_first_of_equal_maxima_wins_and_the_last_of_several_NaNs(int inWidth, int kernel, int stride, int dilation, int bits)
    {
        var random = new Random(inWidth);
        // Few distinct values: ties and NaN everywhere.
        var input = Enumerable.Range(0, 7 * 8 * inWidth)
            .Select(_ => random.Next(6) switch { 0 => double.NaN, 1 => double.NegativeInfinity, var x => x % 3 });
        var padding = dilation > 1 ? 0 : kernel / 2 - 1 + kernel % 2;
        var g = new PoolingGeometry(7, PoolingAxis.Sliding(8, kernel, stride, padding, dilation: dilation),
            PoolingAxis.Sliding(inWidth, kernel, stride, padding, dilation: dilation));
        var problem = new PoolingProblem(g, [.. input]);
        var (maxima, positions) = problem.MaxForward(bits);
        var (expected, expectedPositions) = problem.DefinedMaximum();
        Assert.Equal(expected, maxima);
        Assert.Equal(expectedPositions, positions);
        Assert.Equal(expected, problem.MaxForwardAlone(bits));
    }

    [Theory]
    // PyTorch's sizes: the last window begins inside the input or its left padding.
    [InlineData(5, 2, 2, 0, false, 2)]
    [InlineData(5, 2, 2, 0, true, 3)]
    [InlineData(4, 2, 3, 1, true, 2)]
    [InlineData(6, 3, 2, 1, true, 4)]
    [InlineData(1, 1, 3, 0, true, 1)]
    [InlineData(2, 3, 1, 0, false, 0)]
    [InlineData(2, 3, 2, 0, true, 1)]
    [InlineData(112, 3, 2, 0, true, 56)]
    public void Output_sizes_are_PyTorchs(int size, int kernel, int stride, int padding, bool ceilMode, int expected)
    {
        var g = PoolingProblem.Sliding(1, size, size, kernel, stride, padding, ceilMode);
        Assert.Equal(expected, g.OutHeight);
        Assert.Equal(expected, g.OutWidth);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var problem = new PoolingProblem(PoolingProblem.Sliding(384, 28, 28, 3, 2, 1, true), 5);
        var threads = WorkerPool.Threads;
        try
        {
            var results = new List<double[][]>();
            for (var t = 1; t <= 3; t++)
            {
                WorkerPool.Threads = t;
                var (maxima, positions) = problem.MaxForward(32);
                results.Add(
                    [maxima, problem.MaxBackward(positions, 32), problem.AverageForward(true, 32), problem.AverageBackward(true, 32)]);
            }

            foreach (var result in results.Skip(1)) Assert.Equal(results[0], result);
        }
        finally
        {
            WorkerPool.Threads = threads;
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void AssertClose(double[] expected, double[] actual, int bits)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], bits == 32 ? 1e-5 : 1e-13);
    }
}
