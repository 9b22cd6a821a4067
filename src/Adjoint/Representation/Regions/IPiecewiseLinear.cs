namespace Adjoint.Representation;

/// <summary>A layer that can say which piecewise-linear function it computes, so that <see cref="LinearRegions"/> can look into it.</summary>
public interface IPiecewiseLinear
{
    /// <summary>The layer as units that are each the largest of some affine functions.</summary>
    /// <param name="inputs">The number of inputs that reach the layer.</param>
    /// <exception cref="ShapeException">The layer takes another number of inputs.</exception>
    MaxAffine ToMaxAffine(int inputs);
}
