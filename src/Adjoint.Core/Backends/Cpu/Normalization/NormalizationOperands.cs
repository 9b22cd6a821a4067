using System.Numerics;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Where the numbers of a normalisation lie. Backwards, <see cref="Result"/> is the gradient by the input, null if it is not wanted, and
/// the gradients of weight and bias are, for rows, gathered in partial sums, a row of them for each block of work.
/// </summary>
internal readonly unsafe struct NormalizationOperands<T>(
    NormalizationGeometry geometry, T* x, T* gradient, T* weight, T* bias, double* statistics, T* result)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NormalizationGeometry _geometry = geometry;

    public NormalizationGeometry Geometry => _geometry;

    public T* X { get; } = x;

    public T* Gradient { get; } = gradient;

    public T* Weight { get; } = weight;

    public T* Bias { get; } = bias;

    public T* Result { get; } = result;

    /// <summary>The gradient of the weight, or its first row of partial sums.</summary>
    public T* WeightGradient { get; init; }

    /// <summary>The gradient of the bias, or its first row of partial sums.</summary>
    public T* BiasGradient { get; init; }

    public double* Mean { get; } = statistics;

    public double* Variance { get; } = statistics + geometry.StatisticsCount;

    public Standardization<T> Standard(int group) => new(Mean[group], Variance[group], _geometry.Epsilon);

    /// <summary>The line that the gradient loses through the statistics, from the sums of the gradient by the standardised input.</summary>
    public (T Slope, T Offset) Line(in Standardization<T> standard, double sum, double product) => _geometry.AreStatisticsGiven
        ? (T.Zero, T.Zero)
        : standard.Gradient(_geometry.IsCentred ? sum / _geometry.Count : 0, product / _geometry.Count);
}
