namespace Adjoint.Metrics;

/// <summary>mean |y - t| over all values of all examples (scikit-learn: <c>mean_absolute_error</c>).</summary>
/// <param name="unit">What 1 of the target stands for, as for <see cref="RootMeanSquaredError"/>.</param>
public sealed class MeanAbsoluteError(double unit = 1) : ValueMetric
{
    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<double> predicted, ReadOnlySpan<double> right, int outputs)
    {
        if (Sums.Length == 0) Sums = [0, 0];
        for (var i = 0; i < predicted.Length; i++) Sums[0] += Math.Abs(predicted[i] - right[i]);
        Sums[1] += predicted.Length;
    }

    /// <inheritdoc/>
    protected override double Compute() => unit * Sums[0] / Sums[1];
}
