using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class LayerInitializerTests
{
    // [out, in, height, width]: fan-in 50, fan-out 100.
    private static readonly Shape s_shape = [20, 10, 5, 1];

    public static TheoryData<Initializer, double, double> Uniforms => new()
    {
        { new FanInUniform(), 1 / Math.Sqrt(50), 0 },
        { new FanInUniform(16), 0.25, 0 },
        { new KaimingUniform(), Math.Sqrt(6.0 / 50), 0 },
        { new XavierUniform(), Math.Sqrt(6.0 / 150), 0 },
        { new Uniform(1, 3), 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Uniforms))]
    public void A_uniform_initializer_fills_its_interval(Initializer initializer, double radius, double middle)
    {
        var values = initializer.Create(s_shape, new Generator(1), DType.Float64).ToArray<double>();
        Assert.All(values, value => Assert.InRange(value, middle - radius, middle + radius));
        // Of 1000 numbers the extremes come nearer to the bounds than a hundredth of the interval but once in exp(10) times.
        Assert.True(values.Min() < middle - 0.98 * radius);
        Assert.True(values.Max() > middle + 0.98 * radius);
        // The standard deviation of the mean is radius / sqrt(3000).
        Assert.Equal(middle, values.Average(), 0.1 * radius);
    }

    [Fact]
    public void Normal_values_have_the_mean_and_deviation_asked_for()
    {
        var values = new Normal(3, 0.5).Create([40, 100], new Generator(1), DType.Float64).ToArray<double>();
        var mean = values.Average();
        Assert.Equal(3, mean, 0.05);
        Assert.Equal(0.5, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.03);
    }

    [Fact]
    public void Constant_values_are_all_the_same() =>
        Assert.All(new Constant(0.5).Create([3, 2], new Generator(1)).ToArray<float>(), value => Assert.Equal(0.5f, value));

    [Fact]
    public void A_shape_without_fan_in_is_an_error() =>
        Assert.Contains("[3]", Assert.Throws<ShapeException>(() => new KaimingUniform().Create([3], new Generator(1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Layers_take_the_initializers_they_are_given()
    {
        var linear = new Linear(2, 3, weightInitializer: new Constant(2), biasInitializer: new Constant(1));
        Assert.Equal([5f, 5f, 5f], linear.Forward(Tensor.Ones([2])).ToArray<float>());
        var convolution = new Conv2d(1, 1, 2, weightInitializer: new Constant(2), biasInitializer: new Constant(1));
        Assert.Equal([9f], convolution.Forward(Tensor.Ones([1, 1, 2, 2])).ToArray<float>());
    }
}
