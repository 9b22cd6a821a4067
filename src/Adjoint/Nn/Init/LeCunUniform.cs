namespace Adjoint.Nn;

/// <summary>
/// Uniform with variance 1/fan-in, which keeps the variance of activations through linear layers and through SELU, whose fixed point it
/// sets up (LeCun et al., 1998, section 4.6; Klambauer et al., 2017; Keras: <c>lecun_uniform</c>, PyTorch:
/// <c>init.kaiming_uniform_(nonlinearity="linear")</c>). For weights [out, in, ...].
/// </summary>
public sealed class LeCunUniform : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var deviation = Deviation(1, Fans(shape).FanIn);
        return CreateUniform(deviation, shape, generator, dtype);
    }
}
