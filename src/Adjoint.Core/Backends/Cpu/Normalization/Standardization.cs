using System.Numerics;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// (x - mean)/sqrt(variance + epsilon) as (x - Mean) Scale + Shift: the shift carries what is left of the mean when it is rounded to the
/// elements' precision, so a mean much larger than the deviations costs no digits.
/// </summary>
internal readonly struct Standardization<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _scale;
    private readonly double _shift;

    public Standardization(double mean, double variance, double epsilon)
    {
        Mean = T.CreateTruncating(mean);
        _scale = 1 / Math.Sqrt(variance + epsilon);
        // Infinities stand for themselves; their difference would be no number.
        _shift = double.IsFinite(mean) ? (double.CreateTruncating(Mean) - mean) * _scale : 0;
    }

    public T Mean { get; }

    public T Scale => T.CreateTruncating(_scale);

    public T Shift => T.CreateTruncating(_shift);

    /// <summary>weight x + bias of the standardised x, as (x - Mean) Factor + Addend.</summary>
    public (T Factor, T Addend) Affine(double weight, double bias) =>
        (T.CreateTruncating(_scale * weight), T.CreateTruncating(double.IsFinite(weight) ? _shift * weight + bias : bias));

    /// <summary>The sum of g x1, from the sums of g and of g (x - Mean).</summary>
    public double Product(double sum, double product) => _scale * product + _shift * sum;

    /// <summary>
    /// The line through x that a gradient loses because mean and variance depend on x: with h the gradient by the standardised x,
    /// dx = Scale h + (x - Mean) Slope + Offset.
    /// </summary>
    /// <param name="mean">The mean of h.</param>
    /// <param name="product">The mean of h times the standardised x.</param>
    public (T Slope, T Offset) Gradient(double mean, double product)
    {
        var slope = -_scale * product;
        return (T.CreateTruncating(slope * _scale), T.CreateTruncating(slope * _shift - _scale * mean));
    }
}
