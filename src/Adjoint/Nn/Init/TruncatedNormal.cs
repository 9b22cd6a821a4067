using System.Globalization;

namespace Adjoint.Nn;

/// <summary>
/// Normally distributed within two bounds, the density beyond them cut off (PyTorch: <c>init.trunc_normal_</c>): no first weight is far
/// out.
/// </summary>
public sealed class TruncatedNormal : Initializer
{
    private readonly double _mean;
    private readonly double _standardDeviation;
    private readonly double _low;
    private readonly double _high;

    /// <summary>Makes the initializer.</summary>
    /// <param name="mean">The mean before cutting.</param>
    /// <param name="standardDeviation">The standard deviation before cutting, above 0.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <exception cref="ArgumentException">The deviation is not above 0, the bounds do not rise, or nothing of the distribution lies
    /// between them: both are more than 5 deviations from the mean on the same side.</exception>
    public TruncatedNormal(double mean = 0, double standardDeviation = 1, double low = -2, double high = 2)
    {
        (_mean, _standardDeviation) = (mean, standardDeviation);
        (_low, _high) = (low, high);
        var (from, to) = ((low - mean) / standardDeviation, (high - mean) / standardDeviation);
        // NaN fails each of the comparisons.
        if (standardDeviation is > 0 and < double.PositiveInfinity && from < to && from < 5 && to > -5) return;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"TruncatedNormal: a normal distribution with mean {mean} and deviation {standardDeviation} cannot be cut to [{low}, {high}]. "
            + $"Hint: the bounds rise, and are not both more than 5 deviations to one side of the mean."));
    }

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        // The inverse of the distribution's integral, at numbers spread evenly between its values at the bounds.
        double[] bounds = [(_low - _mean) / _standardDeviation / Math.Sqrt(2), (_high - _mean) / _standardDeviation / Math.Sqrt(2)];
        var ends = InverseErrorFunction.Erf(bounds);
        var values = (Tensor.Rand(shape, generator, DType.Float64) * (ends[1] - ends[0]) + ends[0]).ToArray<double>();
        InverseErrorFunction.Invert(values);
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(_mean + _standardDeviation * Math.Sqrt(2) * values[i], _low, _high);
        return Tensor.From<double>(values, shape).To(dtype);
    }
}
