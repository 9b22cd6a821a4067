namespace Adjoint.Nn;

/// <summary>
/// Batch normalisation, y = (x - m)/sqrt(v + epsilon) w + b with a weight and a bias a channel (Ioffe and Szegedy, 2015; UNC lecture). In
/// training m and v are mean and variance (over n) of each channel in the batch, and gradients flow through them; running averages of m
/// and of the variance over n - 1 are kept, r becoming (1 - momentum) r + momentum m. In evaluation these are used; a layer without them
/// takes the batch's in evaluation too.
/// </summary>
public abstract partial class BatchNorm : ChannelNorm
{
    private protected BatchNorm(
        int numFeatures, double epsilon, double? momentum, bool affine, bool trackRunningStatistics, DType dtype)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics, dtype)
    {
    }

    private protected override Tensor Normalize(Tensor input) => input.BatchNorm(Weight?.Value, Bias?.Value, Epsilon);

    private protected override Tensor Normalize(Tensor input, out Tensor mean, out Tensor variance)
    {
        var result = input.BatchNorm(Weight?.Value, Bias?.Value, Epsilon, out mean, out variance);
        var count = (double)(input.ElementCount / NumFeatures);
        variance *= count / (count - 1);
        return result;
    }
}
