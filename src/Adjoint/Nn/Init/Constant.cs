namespace Adjoint.Nn;

/// <summary>One value everywhere (PyTorch: <c>init.constant_</c>).</summary>
/// <param name="value">The value.</param>
public sealed class Constant(double value) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32) => Tensor.Full(shape, value, dtype);
}
