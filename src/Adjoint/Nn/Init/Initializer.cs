using System.Globalization;

namespace Adjoint.Nn;

/// <summary>How a parameter's first values are chosen. One file an initialiser; layers say which one they use by default.</summary>
public abstract class Initializer
{
    /// <summary>Draws a tensor of first values.</summary>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="generator">The source of randomness.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ShapeException">The initializer is not made for such a shape.</exception>
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

    /// <summary>Uniform around 0 with a standard deviation: between its products with -sqrt(3) and sqrt(3).</summary>
    private protected static Tensor CreateUniform(double standardDeviation, Shape shape, Generator generator, DType dtype)
    {
        var bound = Math.Sqrt(3) * standardDeviation;
        return new Uniform(-bound, bound).Create(shape, generator, dtype);
    }

    /// <summary>The standard deviation gain / sqrt(fan); a fan of 0 counts as 1, since such a weight is empty.</summary>
    private protected static double Deviation(double gain, double fan) => gain / Math.Sqrt(Math.Max(fan, 1));

    private protected static double RequireFinite(double value, string initializer, string name) => double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name,
            string.Create(CultureInfo.InvariantCulture, $"{initializer}: {name} must be a finite number, and is {value}."));
}
