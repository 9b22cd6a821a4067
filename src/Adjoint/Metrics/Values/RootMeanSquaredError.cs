namespace Adjoint.Metrics;

/// <summary>
/// sqrt(mean (y - t)^2) over all values of all examples (torchmetrics: <c>MeanSquaredError(squared=False)</c>; scikit-learn's
/// <c>root_mean_squared_error</c> for one output). In the unit of the target.
/// </summary>
/// <param name="unit">What 1 of the target stands for, such as the standard deviation of prices that were standardized; the metric is in
/// what it is counted in.</param>
public sealed class RootMeanSquaredError(double unit = 1) : ValueMetric
{
    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<double> predicted, ReadOnlySpan<double> right, int outputs)
    {
        if (Sums.Length == 0) Sums = [0, 0];
        for (var i = 0; i < predicted.Length; i++)
        {
            var error = predicted[i] - right[i];
            Sums[0] += error * error;
        }
        Sums[1] += predicted.Length;
    }

    /// <inheritdoc/>
    protected override double Compute() => unit * Math.Sqrt(Sums[0] / Sums[1]);
}
