namespace Adjoint.Nn;

/// <summary>
/// Normally distributed with variance 1/fan-in, which keeps the variance of activations through linear layers and through SELU, whose fixed
/// point it sets up (LeCun et al., 1998, section 4.6; Klambauer et al., 2017; Keras: <c>lecun_normal</c>, PyTorch:
/// <c>init.kaiming_normal_(nonlinearity="linear")</c>). For weights [out, in, ...].
/// </summary>
public sealed class LeCunNormal : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var deviation = Deviation(1, Fans(shape).FanIn);
        return new Normal(0, deviation).Create(shape, generator, dtype);
    }
}
