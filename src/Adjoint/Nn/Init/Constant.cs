namespace Adjoint.Nn;

/// <summary>
/// One value everywhere (PyTorch: <c>init.constant_</c>). A small positive one such as 0.1 for the biases before a ReLU lets every unit
/// begin on its sloped side, where it learns (UNC lecture).
/// </summary>
/// <param name="value">The value.</param>
public sealed class Constant(double value) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32) => Tensor.Full(shape, value, dtype);
}
