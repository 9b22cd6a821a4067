namespace Adjoint.Representation;

/// <summary>
/// A convex part of the input box on which every unit of a network uses one and the same of its affine pieces, so that the network is one
/// affine map.
/// </summary>
public sealed class ActivationRegion
{
    private readonly AffineForm[] _outputs;
    private readonly int[] _pattern;

    internal ActivationRegion(ConvexCell cell, AffineForm[] outputs, int[] pattern) => (Cell, _outputs, _pattern) = (cell, outputs, pattern);

    /// <summary>The corners, each as its coordinates: both ends of an interval, or a polygon counter-clockwise.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Vertices => Cell.Vertices;

    /// <summary>Length or area.</summary>
    public double Size => Cell.Size;

    /// <summary>
    /// For each unit with a choice, layer by layer, the piece it uses: for a rectifier 0 for off and 1 for on.
    /// </summary>
    public IReadOnlyList<int> Pattern => _pattern;

    /// <summary>The number, from 0, of the linear region this is a part of.</summary>
    public int LinearRegion { get; internal set; }

    /// <summary>The derivative of an output by an input in this region.</summary>
    public double Gradient(int output, int input) => input switch
    {
        0 => _outputs[output].X,
        1 when Cell.Dimensions == 2 => _outputs[output].Y,
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "ActivationRegion: there is no such input."),
    };

    /// <summary>What the affine map of this region gives at the origin, inside the region or not.</summary>
    public double Intercept(int output) => _outputs[output].Constant;

    internal ConvexCell Cell { get; }

    internal ReadOnlySpan<AffineForm> Outputs => _outputs;
}
