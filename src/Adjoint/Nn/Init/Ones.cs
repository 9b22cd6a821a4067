namespace Adjoint.Nn;

/// <summary>1 everywhere (PyTorch: <c>init.ones_</c>).</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32) => Tensor.Ones(shape, dtype);
}
