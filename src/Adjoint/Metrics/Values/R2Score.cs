namespace Adjoint.Metrics;

/// <summary>
/// The coefficient of determination 1 - sum (t - y)^2 / sum (t - mean t)^2: 1 for perfect predictions, 0 for always predicting the mean of
/// the targets, negative for worse (scikit-learn: <c>r2_score</c>). With several outputs, the mean of theirs. An output whose targets are all
/// equal counts 1 if it was predicted perfectly and 0 if not; over a single example there is no R2, and the value is NaN.
/// </summary>
/// <remarks>
/// The targets' variation is summed as mean and squared deviations, batch by batch (Chan, Golub and LeVeque, 1983), so that targets far from
/// zero lose no digits.
/// </remarks>
public sealed class R2Score : ValueMetric
{
    // The sums of one output: squared errors, examples, mean of the targets, squared deviations from it.
    private const int Fields = 4;

    /// <inheritdoc/>
    public override string Name => "r2";

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<double> predicted, ReadOnlySpan<double> right, int outputs)
    {
        if (Sums.Length == 0) Sums = new double[outputs * Fields];
        if (Sums.Length != outputs * Fields)
            throw new ShapeException(nameof(R2Score), $"batches had {Sums.Length / Fields} outputs, and this one has {outputs}.");
        for (var output = 0; output < outputs; output++) Add(Sums.AsSpan(output * Fields, Fields), predicted, right, output, outputs);
    }

    /// <inheritdoc/>
    protected override double Compute()
    {
        if (Count < 2) return double.NaN;
        var sum = 0.0;
        for (var at = 0; at < Sums.Length; at += Fields) sum += Of(Sums.AsSpan(at, Fields));
        return sum / (Sums.Length / Fields);
    }

    private static void Add(Span<double> sums, ReadOnlySpan<double> predicted, ReadOnlySpan<double> right, int output, int outputs)
    {
        var count = right.Length / outputs;
        // From the first target on, so that the mean of equal targets is their value to the last bit.
        var (errors, mean, deviations) = (0.0, right[output], 0.0);
        for (var i = output; i < right.Length; i += outputs) mean += (right[i] - right[output]) / count;
        for (var i = output; i < right.Length; i += outputs)
        {
            errors += (right[i] - predicted[i]) * (right[i] - predicted[i]);
            deviations += (right[i] - mean) * (right[i] - mean);
        }
        var (before, all, apart) = (sums[1], sums[1] + count, mean - sums[2]);
        sums[0] += errors;
        sums[1] = all;
        sums[2] += apart * count / all;
        sums[3] += deviations + apart * apart * before * count / all;
    }

    private static double Of(ReadOnlySpan<double> sums)
    {
        if (sums[3] > 0) return 1 - sums[0] / sums[3];
        return sums[0] == 0 ? 1 : 0;
    }
}
