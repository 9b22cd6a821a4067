using Adjoint.Nn;
using Adjoint.Tests.LinearAlgebra;

namespace Adjoint.Tests.Nn.Init;

public sealed class InitializerTests
{
    // [out, in, height, width]: fan-in 50, fan-out 100.
    private static readonly Shape s_shape = [20, 10, 5, 1];

    public static TheoryData<Initializer, double, double> Uniforms => new()
    {
        { new FanInUniform(), 1 / Math.Sqrt(50), 0 },
        { new FanInUniform(16), 0.25, 0 },
        { new LeCunUniform(), Math.Sqrt(3.0 / 50), 0 },
        { new KaimingUniform(), Math.Sqrt(6.0 / 50), 0 },
        { new KaimingUniform(Nonlinearity.LeakyReLU, FanMode.FanOut, 0.5), Math.Sqrt(2 / 1.25 * 3 / 100), 0 },
        { new KaimingUniform(Nonlinearity.LeakyReLU, negativeSlope: Math.Sqrt(5)), 1 / Math.Sqrt(50), 0 },
        { new XavierUniform(), Math.Sqrt(6.0 / 150), 0 },
        { new XavierUniform(5.0 / 3), 5.0 / 3 * Math.Sqrt(6.0 / 150), 0 },
        { new Uniform(1, 3), 1, 2 },
    };

    public static TheoryData<Initializer, double, double> Normals => new()
    {
        { new Normal(3, 0.5), 3, 0.5 },
        { new LeCunNormal(), 0, Math.Sqrt(1.0 / 50) },
        { new KaimingNormal(), 0, Math.Sqrt(2.0 / 50) },
        { new KaimingNormal(Nonlinearity.Tanh, FanMode.FanOut), 0, 5.0 / 3 / 10 },
        { new XavierNormal(), 0, Math.Sqrt(2.0 / 150) },
        { new XavierNormal(2), 0, 2 * Math.Sqrt(2.0 / 150) },
        { new TruncatedNormal(1, 0.5, -1, 3), 1, 0.4999 },
        // Cut at two deviations, the variance is 1 - 2 * 2 p(2) / (2 P(2) - 1) of that before.
        { new TruncatedNormal(0, 1), 0, Math.Sqrt(1 - 4 * 0.05399096651 / 0.95449973610) },
    };

    [Theory]
    [MemberData(nameof(Uniforms))]
    public void A_uniform_initializer_fills_its_interval(Initializer initializer, double radius, double middle)
    {
        var values = initializer.Create(s_shape, new Generator(1), DType.Float64).ToArray<double>();
        Assert.All(values, value => Assert.InRange(value, middle - radius * (1 + 1e-12), middle + radius * (1 + 1e-12)));
        // Of 1000 numbers the extremes come nearer to the bounds than a hundredth of the interval but once in exp(10) times.
        Assert.True(values.Min() < middle - 0.98 * radius);
        Assert.True(values.Max() > middle + 0.98 * radius);
        // The standard deviation of the mean is radius / sqrt(3000).
        Assert.Equal(middle, values.Average(), 0.1 * radius);
    }

    [Theory]
    [MemberData(nameof(Normals))]
    public void A_normal_initializer_has_its_mean_and_deviation(Initializer initializer, double mean, double deviation)
    {
        // The errors of mean and deviation of 16,000 numbers have deviations of 0.0079 and 0.0056 times that of the numbers.
        var generator = new Generator(1);
        double[] Draw(int number) => initializer.Create(s_shape, generator, DType.Float64).ToArray<double>();
        var values = Enumerable.Range(0, 16).SelectMany(Draw).ToArray();
        var average = values.Average();
        Assert.Equal(mean, average, 0.04 * deviation);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (value - average) * (value - average))), 0.025 * deviation);
        // Not uniform, whose greatest number is sqrt(3) deviations out.
        Assert.True(values.Max(value => Math.Abs(value - mean)) > 1.95 * deviation);
    }

    [Fact]
    public void Gains_are_those_of_PyTorch()
    {
        foreach (var json in LinearAlgebraFixture.Part("gains").EnumerateArray())
        {
            var name = json.Text("nonlinearity").Replace("_", "", StringComparison.Ordinal);
            var nonlinearity = Enum.Parse<Nonlinearity>(name, ignoreCase: true);
            Assert.Equal(json.GetProperty("gain").GetDouble(), Gain.Of(nonlinearity, json.GetProperty("slope").GetDouble()), 1e-15);
        }
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 5)]
    [InlineData(1, 3)]
    public void The_shorter_side_of_an_orthogonal_weight_is_orthonormal_times_the_gain(int rows, int columns)
    {
        var weight = new Orthogonal(2).Create([rows, columns, 1], new Generator(1), DType.Float64).Reshape(rows, columns);
        var transposed = weight.Transpose(0, 1);
        var product = rows < columns ? weight.Matmul(transposed) : transposed.Matmul(weight);
        LinearAlgebraFixture.AssertNear(4 * Tensor.Eye(Math.Min(rows, columns), DType.Float64), product, 1e-12);
    }

    [Fact]
    public void Orthogonal_weights_are_spread_evenly_over_both_signs()
    {
        // Without correction by the signs of R, the first element would always be negative.
        var generator = new Generator(1);
        var positive = Enumerable.Range(0, 200).Count(_ => new Orthogonal().Create([3, 3], generator)[0, 0].Item() > 0);
        Assert.InRange(positive, 70, 130);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 3)]
    [InlineData(1, 10)]
    public void Each_column_of_a_sparse_weight_has_its_share_of_zeros(double sparsity, int zeros)
    {
        var weight = new Sparse(sparsity, 0.5).Create([10, 400], new Generator(1), DType.Float64);
        Assert.All(weight.Equal(0).To(DType.Float64).Sum(0).ToArray<double>(), count => Assert.Equal(zeros, count));
        if (zeros == 10) return;
        Assert.Equal(0.5, Math.Sqrt(weight.Square().Sum().Item() / (400 * (10 - zeros))), 0.02);
    }

    [Fact]
    public void The_zeros_of_a_sparse_weight_are_drawn_anew_for_each_column()
    {
        var rows = new Sparse(0.5).Create([10, 400], new Generator(1), DType.Float64).Equal(0).To(DType.Float64).Sum(1);
        // 400 draws with a chance of one half: a deviation of 10.
        Assert.All(rows.ToArray<double>(), count => Assert.InRange(count, 150, 250));
    }

    [Theory]
    [InlineData(0, 1, -2, 2)]
    [InlineData(5, 2, 4, 4.5)]
    [InlineData(0, 1, 2, 100)]
    [InlineData(0, 0.02, -0.04, 0.01)]
    public void A_truncated_normal_keeps_its_bounds_and_reaches_them(double mean, double deviation, double low, double high)
    {
        var values = new TruncatedNormal(mean, deviation, low, high).Create([4000], new Generator(1), DType.Float64).ToArray<double>();
        Assert.All(values, value => Assert.InRange(value, low, high));
        Assert.Equal(low, values.Min(), 0.02 * deviation);
        if (high < 100) Assert.Equal(high, values.Max(), 0.02 * deviation);
    }

    [Fact]
    public void The_inverse_error_function_is_that_of_PyTorch()
    {
        var json = LinearAlgebraFixture.Part("erfinv");
        var values = json.Doubles("y");
        InverseErrorFunction.Invert(values);
        Near.Equal(json.Doubles("x"), values, 1e-9);
    }

    [Fact]
    public void Constants_zeros_and_ones_are_the_same_everywhere()
    {
        foreach (var (initializer, expected) in ((Initializer, float)[])[(new Constant(0.5), 0.5f), (new Zeros(), 0), (new Ones(), 1)])
            Assert.All(initializer.Create([3, 2], new Generator(1)).ToArray<float>(), value => Assert.Equal(expected, value));
    }

    [Fact]
    public void An_identity_passes_as_much_on_as_there_is_room_for() =>
        Assert.Equal([2f, 0, 0, 0, 2, 0], new Eye(2).Create([2, 3], new Generator(1)).ToArray<float>());

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public void A_convolution_of_Dirac_kernels_passes_its_channels_on(int outChannels, int groups)
    {
        var inChannels = 2 * groups;
        var convolution = new Conv2d(inChannels, outChannels, 3, padding: 1, groups: groups, weightInitializer: new Dirac(groups),
            biasInitializer: new Zeros());
        var image = Tensor.Rand([1, inChannels, 4, 4], new Generator(1));
        var output = convolution.Forward(image);
        Assert.Equal(image[.., ..2].ToArray<float>(), output[.., ..2].ToArray<float>());
        if (groups == 1) Assert.All(output[.., 2..].ToArray<float>(), value => Assert.Equal(0, value));
        else Assert.Equal(image[.., 2..].ToArray<float>(), output[.., 2..].ToArray<float>());
    }

    [Fact]
    public void A_shape_that_an_initializer_is_not_made_for_is_an_error()
    {
        Initializer[] needTwo = [new KaimingUniform(), new KaimingNormal(), new XavierNormal(), new LeCunNormal(), new Orthogonal(),
            new Sparse(0.5), new Eye(), new Dirac()];
        foreach (var initializer in needTwo)
        {
            Assert.Contains("[3]", Assert.Throws<ShapeException>(() => initializer.Create([3], new Generator(1))).Message,
                StringComparison.Ordinal);
        }
        Assert.Throws<ShapeException>(() => new Sparse(0.5).Create([2, 2, 2], new Generator(1)));
        Assert.Contains("2 groups", Assert.Throws<ShapeException>(() => new Dirac(2).Create([3, 2, 2], new Generator(1))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_range_are_errors_that_tell_them()
    {
        Assert.Contains("1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new Sparse(1.5)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new XavierUniform(double.NaN)).Message,
            StringComparison.Ordinal);
        Assert.Contains("[2, 1]", Assert.Throws<ArgumentException>(() => new TruncatedNormal(low: 2, high: 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TruncatedNormal(mean: double.NaN));
        Assert.Throws<ArgumentException>(() => new TruncatedNormal(low: 6, high: 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dirac(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gain.Of((Nonlinearity)99));
    }

    [Fact]
    public void Layers_take_the_initializers_they_are_given()
    {
        var linear = new Linear(2, 3, weightInitializer: new Constant(2), biasInitializer: new Constant(1));
        Assert.Equal([5f, 5f, 5f], linear.Forward(Tensor.Ones([2])).ToArray<float>());
        var convolution = new Conv2d(1, 1, 2, weightInitializer: new Constant(2), biasInitializer: new Constant(1));
        Assert.Equal([9f], convolution.Forward(Tensor.Ones([1, 1, 2, 2])).ToArray<float>());
    }
}
