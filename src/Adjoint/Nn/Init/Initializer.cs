namespace Adjoint.Nn;

/// <summary>How a parameter's first values are chosen. One file an initialiser; layers say which one they use by default.</summary>
public abstract class Initializer
{
    /// <summary>Draws a tensor of first values.</summary>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="generator">The source of randomness.</param>
    /// <param name="dtype">float32 or float64.</param>
    public abstract Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32);

    /// <summary>
    /// The number of inputs and outputs one unit sees: for [out, in, ...] the sizes times the kernel's area (PyTorch:
    /// <c>_calculate_fan_in_and_fan_out</c>).
    /// </summary>
    /// <exception cref="ShapeException">The shape has fewer than two dimensions.</exception>
    protected static (int FanIn, int FanOut) Fans(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2)
            throw new ShapeException("Initializer", $"fan-in and fan-out need a weight [out, in, ...], and the shape is {shape}.");
        var area = 1;
        for (var dim = 2; dim < shape.Rank; dim++) area *= shape[dim];
        return (shape[1] * area, shape[0] * area);
    }
}
