namespace Adjoint.Nn;

/// <summary>
/// Normally distributed with variance gain^2 2/(fan-in + fan-out), which keeps the variance of activations and gradients alike through
/// linear layers, and through tanh with its gain (Glorot and Bengio, 2010; PyTorch: <c>init.xavier_normal_</c>). For weights [out, in,
/// ...].
/// </summary>
/// <param name="gain">See <see cref="Gain"/>; 1 is Glorot and Bengio's.</param>
/// <exception cref="ArgumentOutOfRangeException">The gain is not finite.</exception>
public sealed class XavierNormal(double gain = 1) : Initializer
{
    private readonly double _gain = RequireFinite(gain, nameof(XavierNormal), nameof(gain));

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var (fanIn, fanOut) = Fans(shape);
        var deviation = Deviation(_gain, (fanIn + (double)fanOut) / 2);
        return new Normal(0, deviation).Create(shape, generator, dtype);
    }
}
