using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// (x, y) becomes (r, phi) with r = sqrt(x^2 + y^2) and phi = atan2(y, x) in (-pi, pi] (UNC lecture: the importance of representation).
/// [.., 2] to [.., 2], floats. At the origin there is no derivative.
/// </summary>
public sealed partial class PolarCoordinates : Module<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank == 0 || input.Shape[-1] != 2)
            throw new ShapeException("PolarCoordinates", $"needs points [.., 2], and they are {input.Shape}.");
        var axis = input.Rank - 1;
        var parts = input.Split(1, axis);
        var (x, y) = (parts[0], parts[1]);
        return Tensor.Concat([(x.Square() + y.Square()).Sqrt(), y.Atan2(x)], axis);
    }
}
