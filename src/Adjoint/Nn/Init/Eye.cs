namespace Adjoint.Nn;

/// <summary>
/// The identity, as far as a matrix [out, in] has room for it: the layer begins by passing its inputs on (PyTorch: <c>init.eye_</c>).
/// </summary>
/// <param name="gain">What stands on the diagonal.</param>
public sealed class Eye(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank != 2) throw new ShapeException("Eye", $"needs the shape of a matrix [out, in], and it is {shape}.");
        var values = new double[shape.ElementCount];
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++) values[i * shape[1] + i] = gain;
        return Tensor.From<double>(values, shape).To(dtype);
    }
}
