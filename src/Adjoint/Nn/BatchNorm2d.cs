namespace Adjoint.Nn;

/// <summary>
/// <see cref="BatchNorm"/> of [batch, channels, height, width] (PyTorch: <c>nn.BatchNorm2d</c>). The output has the input's
/// shape; floats of the parameters' element type.
/// </summary>
public sealed partial class BatchNorm2d : BatchNorm, ILayerSamples
{
    /// <summary>Makes the layer, with weight 1, bias 0, running mean 0 and running variance 1.</summary>
    /// <param name="numFeatures">The number of channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">The share of the newest batch in the running statistics; null for the average of all batches.</param>
    /// <param name="affine">False to leave weight and bias out.</param>
    /// <param name="trackRunningStatistics">False to use the batch's own statistics in evaluation too.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel, epsilon is negative, or the momentum is not between 0 and
    /// 1.</exception>
    public BatchNorm2d(int numFeatures, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true,
        bool trackRunningStatistics = true, DType dtype = DType.Float32)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics, dtype)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new BatchNorm2d(3), SampleInput.Real([2, 3, 3, 2])),
        new(_ => new BatchNorm2d(2, momentum: null, affine: false, trackRunningStatistics: false), SampleInput.Real([3, 2, 2, 2])),
        LayerSample.InEvaluation(_ => new BatchNorm2d(3), SampleInput.Real([2, 3, 3, 2])),
    ];

    private protected override ReadOnlySpan<int> Ranks => [4];
}
