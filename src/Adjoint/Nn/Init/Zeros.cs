namespace Adjoint.Nn;

/// <summary>0 everywhere (PyTorch: <c>init.zeros_</c>). For biases; units whose weights are equal stay equal, so not for weights.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32) => Tensor.Zeros(shape, dtype);
}
