namespace Adjoint.Nn;

/// <summary>Uniform between two bounds (PyTorch: <c>init.uniform_</c>).</summary>
/// <param name="low">The lower bound, included.</param>
/// <param name="high">The upper bound, excluded.</param>
public sealed class Uniform(double low, double high) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32) =>
        Tensor.Rand(shape, low, high, generator, dtype);
}
