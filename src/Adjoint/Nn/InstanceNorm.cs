namespace Adjoint.Nn;

/// <summary>
/// Instance normalisation, y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of each channel of each example by
/// itself (Ulyanov et al., 2016). With running statistics, training averages m and the variance over n - 1 over the examples and keeps
/// r becoming (1 - momentum) r + momentum m, and evaluation uses these for all examples.
/// </summary>
public abstract partial class InstanceNorm : ChannelNorm
{
    private protected InstanceNorm(
        int numFeatures, double epsilon, double momentum, bool affine, bool trackRunningStatistics, DType dtype)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics, dtype)
    {
    }

    private protected override Tensor Normalize(Tensor input) => input.InstanceNorm(Weight?.Value, Bias?.Value, Epsilon);

    private protected override Tensor Normalize(Tensor input, out Tensor mean, out Tensor variance)
    {
        var result = input.InstanceNorm(Weight?.Value, Bias?.Value, Epsilon, out var means, out var variances);
        var (batch, count) = (input.Shape[0], (double)(input.ElementCount / (input.Shape[0] * NumFeatures)));
        mean = means.Reshape(batch, NumFeatures).Mean(0);
        variance = variances.Reshape(batch, NumFeatures).Mean(0) * (count / (count - 1));
        return result;
    }
}
