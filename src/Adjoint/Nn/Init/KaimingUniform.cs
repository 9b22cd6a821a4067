namespace Adjoint.Nn;

/// <summary>
/// Uniform with variance 2/fan-in, which keeps the variance of activations through ReLU layers (He et al., 2015; PyTorch:
/// <c>init.kaiming_uniform_(nonlinearity="relu")</c>).
/// </summary>
public sealed class KaimingUniform : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var bound = Math.Sqrt(6.0 / Math.Max(Fans(shape).FanIn, 1));
        return new Uniform(-bound, bound).Create(shape, generator, dtype);
    }
}
