namespace Adjoint.Representation;

/// <summary>Points of the plane in two classes.</summary>
/// <param name="Points">[m, 2], float32.</param>
/// <param name="Classes">[m], 0 or 1, int64.</param>
public sealed record ClassifiedPoints(Tensor Points, Tensor Classes)
{
    /// <summary>
    /// Two rings around the origin, radius 0.5 and 1.0 with some spread: no line separates them in x and y, one does in r and phi (UNC
    /// lecture).
    /// </summary>
    /// <param name="count">m, at least 2; half of the points in each class.</param>
    /// <param name="generator">Randomness.</param>
    /// <exception cref="ArgumentException">There are fewer than two points.</exception>
    public static ClassifiedPoints Rings(int count, Generator generator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentNullException.ThrowIfNull(generator);
        var isOuter = Tensor.Arange(0, count) >= count / 2;
        var radius = isOuter.To(DType.Float32) * 0.5 + 0.4 + Tensor.Rand([count], generator) * 0.2;
        var angle = Tensor.Rand([count], generator) * (2 * Math.PI);
        return new ClassifiedPoints(Tensor.Stack([radius * angle.Cos(), radius * angle.Sin()], dim: 1), isOuter.To(DType.Int64));
    }

    /// <summary>
    /// The square from -1 to 1, divided by a boundary that rises and falls many times, y = 0.5 cos(waves pi x): a highly varying function
    /// (Montufar et al., 2014, figure 1; UNC lecture).
    /// </summary>
    /// <param name="count">m, at least 2.</param>
    /// <param name="generator">Randomness.</param>
    /// <param name="waves">The number of waves.</param>
    /// <exception cref="ArgumentException">There are fewer than two points.</exception>
    public static ClassifiedPoints Waves(int count, Generator generator, double waves = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentNullException.ThrowIfNull(generator);
        var points = Tensor.Rand([count, 2], generator) * 2 - 1;
        var isAbove = points[.., 1] >= (points[.., 0] * (waves * Math.PI)).Cos() * 0.5;
        return new ClassifiedPoints(points, isAbove.To(DType.Int64));
    }
}
