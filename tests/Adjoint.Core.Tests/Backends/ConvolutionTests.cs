using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Core.Tests.Backends;

public sealed class ConvolutionTests
{
    private const int Drawn = 400;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Drawn)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Forward_and_both_adjoints_equal_the_defining_sums(int seed)
    {
        var problem = ConvolutionProblem.Draw(seed);
        problem.AssertForward(64, 1e-13);
        problem.AssertBackwardInput(64, 1e-13);
        problem.AssertBackwardWeight(64, 1e-13);
        problem.AssertForward(32, 2e-6);
        problem.AssertBackwardInput(32, 2e-6);
        problem.AssertBackwardWeight(32, 2e-6);
    }

    public static TheoryData<int> SeedsOfManyChannels => [.. Enumerable.Range(0, 120)];

    [Theory]
    [MemberData(nameof(SeedsOfManyChannels))]
    public void With_many_channels_forward_and_both_adjoints_equal_the_defining_sums(int seed)
    {
        var problem = ConvolutionProblem.DrawManyChannels(seed);
        problem.AssertForward(64, 1e-13);
        problem.AssertBackwardInput(64, 1e-13);
        problem.AssertBackwardWeight(64, 1e-13);
        problem.AssertForward(32, 5e-6);
        problem.AssertBackwardInput(32, 5e-6);
        problem.AssertBackwardWeight(32, 5e-6);
        problem.AssertRectified(32);
        problem.AssertRectified(64);
    }

    [Theory]
    [MemberData(nameof(SeedsOfManyChannels))]
    public void With_many_channels_numbers_that_are_not_finite_stay_where_they_belong(int seed)
    {
        var problem = ConvolutionProblem.DrawManyChannels(seed + 1000);
        var operands = (double[][])[problem.Input, problem.Weight, problem.GradOutput];
        operands[seed % 3][seed % operands[seed % 3].Length] = seed % 2 == 0 ? double.NaN : double.NegativeInfinity;
        problem.AssertForward(32, 5e-6);
        problem.AssertBackwardInput(32, 5e-6);
        problem.AssertBackwardWeight(32, 5e-6);
    }

    [Theory]
    // N, Ci, H, W, Co, Kh, Kw, stride, padding, dilation, groups
    [InlineData(3, 1, 28, 28, 6, 5, 5, 1, 2, 1, 1)]
    [InlineData(5, 6, 14, 14, 16, 5, 5, 1, 0, 1, 1)]
    [InlineData(1, 3, 35, 35, 16, 11, 11, 4, 2, 1, 1)]
    [InlineData(2, 24, 13, 13, 20, 3, 3, 1, 1, 1, 1)]
    [InlineData(2, 32, 4, 4, 48, 3, 3, 1, 1, 1, 1)]
    [InlineData(2, 16, 15, 15, 8, 1, 1, 1, 0, 1, 1)]
    [InlineData(2, 16, 16, 16, 8, 1, 1, 2, 0, 1, 1)]
    [InlineData(2, 12, 9, 9, 12, 3, 3, 1, 1, 1, 12)]
    [InlineData(2, 12, 9, 9, 24, 3, 3, 2, 1, 2, 12)]
    [InlineData(2, 2, 3, 3, 2, 2, 2, 1, 4, 1, 1)]
    [InlineData(1, 3, 33, 33, 7, 7, 7, 2, 3, 1, 1)]
    public void Known_networks_shapes_equal_the_defining_sums(
        int n, int ci, int h, int w, int co, int kh, int kw, int stride, int padding, int dilation, int groups)
    {
        var g = new ConvolutionGeometry(n, ci, h, w, co, kh, kw, stride, stride, padding, padding, dilation, dilation, groups);
        var problem = new ConvolutionProblem(g, 1);
        problem.AssertForward(32, 2e-6);
        problem.AssertBackwardInput(32, 2e-6);
        problem.AssertBackwardWeight(32, 2e-6);
        problem.AssertForward(64, 1e-13);
        problem.AssertBackwardInput(64, 1e-13);
        problem.AssertBackwardWeight(64, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Backward_is_the_adjoint_of_forward(int seed)
    {
        var problem = ConvolutionProblem.Draw(seed + 10_000);
        var output = problem.Forward(bias: false);
        var expected = Dot(output, problem.GradOutput);
        var tolerance = 1e-12 * (1 + output.Zip(problem.GradOutput, (a, b) => Math.Abs(a * b)).Sum());
        Assert.Equal(expected, Dot(problem.Input, problem.BackwardInput()), tolerance);
        Assert.Equal(expected, Dot(problem.Weight, problem.BackwardWeight().Weight), tolerance);
    }

    [Fact]
    public void The_lectures_seven_by_seven_example_comes_out_as_printed()
    {
        // Lecture 001 of CMU 10-301/601: image, kernel and result; found from the result's strided sums as well.
        double[] image =
        [
            0, 0, 0, 0, 0, 0, 0,
            0, 1, 1, 1, 1, 1, 0,
            0, 1, 0, 0, 1, 0, 0,
            0, 1, 0, 1, 0, 0, 0,
            0, 1, 1, 0, 0, 0, 0,
            0, 1, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0,
        ];
        var g = new ConvolutionGeometry(1, 1, 7, 7, 1, 3, 3, 1, 1, 0, 0, 1, 1, 1);
        var result = new ConvolutionProblem(g, image, [0, 0, 0, 0, 1, 1, 0, 1, 0]).Forward(bias: false);
        Assert.Equal([3, 2, 2, 3, 1, 2, 0, 2, 1, 0, 2, 2, 1, 0, 0, 3, 1, 0, 0, 0, 1, 0, 0, 0, 0], result);
    }

    [Theory]
    [InlineData(64, 1, 28, 6, 5, 1, 2, 1)]
    [InlineData(64, 6, 14, 16, 5, 1, 0, 1)]
    [InlineData(2, 64, 20, 64, 3, 2, 1, 1)]
    [InlineData(9, 32, 16, 32, 3, 1, 1, 4)]
    [InlineData(9, 40, 16, 70, 3, 1, 1, 1)]
    [InlineData(3, 32, 12, 48, 5, 1, 2, 1)]
    [InlineData(3, 64, 14, 96, 1, 1, 0, 1)]
    [InlineData(1, 3, 64, 32, 7, 2, 3, 1)]
    [InlineData(16, 176, 8, 32, 3, 1, 1, 1)]
    public void Any_number_of_threads_gives_the_same_bits(int n, int ci, int size, int co, int kernel, int stride, int padding, int groups)
    {
        var g = new ConvolutionGeometry(n, ci, size, size, co, kernel, kernel, stride, stride, padding, padding, 1, 1, groups);
        var problem = new ConvolutionProblem(g, 3);
        var threads = WorkerPool.Threads;
        try
        {
            var results = new List<(double[], double[], double[], double[])>();
            for (var t = 1; t <= 3; t++)
            {
                WorkerPool.Threads = t;
                var (weight, bias) = problem.BackwardWeight(32);
                results.Add((problem.Forward(true, 32), problem.BackwardInput(32), weight, bias));
            }

            foreach (var result in results.Skip(1))
            {
                Assert.Equal(results[0].Item1, result.Item1);
                Assert.Equal(results[0].Item2, result.Item2);
                Assert.Equal(results[0].Item3, result.Item3);
                Assert.Equal(results[0].Item4, result.Item4);
            }
        }
        finally
        {
            WorkerPool.Threads = threads;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Numbers_that_are_not_finite_go_exactly_where_they_are_multiplied_never_into_padding(int seed)
    {
        var problem = ConvolutionProblem.Draw(seed + 20_000);
        var operands = (double[][])[problem.Input, problem.Weight, problem.GradOutput];
        var random = new Random(seed);
        var operand = operands[seed % operands.Length];
        operand[random.Next(operand.Length)] =
            random.Next(3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => double.NegativeInfinity };
        foreach (var bits in (int[])[32, 64])
        {
            problem.AssertForward(bits, 2e-6);
            problem.AssertBackwardInput(bits, 2e-6);
            problem.AssertBackwardWeight(bits, 2e-6);
        }
    }

    [Fact]
    public void Without_an_output_the_gradients_are_zero()
    {
        var problem = new ConvolutionProblem(new ConvolutionGeometry(0, 2, 5, 5, 3, 3, 3, 1, 1, 0, 0, 1, 1, 1), 1);
        Assert.Empty(problem.Forward(bias: true));
        Assert.All(problem.BackwardWeight().Weight, x => Assert.Equal(0, x));
        Assert.All(problem.BackwardWeight().Bias, x => Assert.Equal(0, x));
    }

    [Theory]
    // N, Ci, H, Co, K, stride, padding, dilation: one output each
    [InlineData(1, 1, 1, 16, 2, 1, 32768, 65536)]
    [InlineData(1, 16, 1, 2, 2, 1, 32768, 65536)]
    [InlineData(1, 3, 64, 16, 1, 8192, 8192, 1)]
    [InlineData(2, 0, 4, 20, 3, 1, 1, 1)]
    [InlineData(2, 0, 4, 3, 3, 1, 1, 1)]
    public void Images_that_are_all_padding_or_without_channels_take_little_memory(
        int n, int ci, int size, int co, int kernel, int stride, int padding, int dilation)
    {
        var g = new ConvolutionGeometry(
            n, ci, size, size, co, kernel, kernel, stride, stride, padding, padding, dilation, dilation, 1);
        var problem = new ConvolutionProblem(g, 1);
        problem.AssertForward(32, 2e-6);
        problem.AssertBackwardInput(32, 2e-6);
        problem.AssertBackwardWeight(32, 2e-6);
        problem.AssertRectified(32);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
