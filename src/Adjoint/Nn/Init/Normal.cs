namespace Adjoint.Nn;

/// <summary>Normally distributed (PyTorch: <c>init.normal_</c>).</summary>
/// <param name="mean">The mean.</param>
/// <param name="standardDeviation">The standard deviation.</param>
public sealed class Normal(double mean = 0, double standardDeviation = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32) =>
        Tensor.RandN(shape, mean, standardDeviation, generator, dtype);
}
