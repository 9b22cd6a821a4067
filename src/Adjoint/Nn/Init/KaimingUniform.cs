namespace Adjoint.Nn;

/// <summary>
/// Uniform with variance gain^2/fan: 2/fan-in for ReLU, which keeps the variance of activations through its layers (He et al., 2015;
/// PyTorch: <c>init.kaiming_uniform_</c>). For weights [out, in, ...].
/// </summary>
/// <param name="nonlinearity">What follows the layer; it gives the gain.</param>
/// <param name="mode">Whether activations or gradients are to keep their variance.</param>
/// <param name="negativeSlope">The slope below 0 of a leaky ReLU (PyTorch: <c>a</c>).</param>
/// <exception cref="ArgumentOutOfRangeException">The slope is not finite.</exception>
public sealed class KaimingUniform(
    Nonlinearity nonlinearity = Nonlinearity.ReLU, FanMode mode = FanMode.FanIn, double negativeSlope = 0.01) : Initializer
{
    private readonly double _gain = Gain.Of(nonlinearity, negativeSlope);

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var (fanIn, fanOut) = Fans(shape);
        var deviation = Deviation(_gain, mode == FanMode.FanIn ? fanIn : fanOut);
        return CreateUniform(deviation, shape, generator, dtype);
    }
}
