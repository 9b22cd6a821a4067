namespace Adjoint.Nn;

/// <summary>
/// Uniform with variance 2/(fan-in + fan-out), which keeps the variance of activations and gradients through linear and tanh layers (Glorot
/// and Bengio, 2010; PyTorch: <c>init.xavier_uniform_</c>).
/// </summary>
public sealed class XavierUniform : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var (fanIn, fanOut) = Fans(shape);
        var bound = Math.Sqrt(6.0 / Math.Max(fanIn + fanOut, 1));
        return new Uniform(-bound, bound).Create(shape, generator, dtype);
    }
}
