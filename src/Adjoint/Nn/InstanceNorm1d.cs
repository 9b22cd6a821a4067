namespace Adjoint.Nn;

/// <summary>
/// <see cref="InstanceNorm"/> of [batch, channels, length] (PyTorch: <c>nn.InstanceNorm1d</c>). The output has the
/// input's shape; floats of the parameters' element type.
/// </summary>
public sealed partial class InstanceNorm1d : InstanceNorm, ILayerSamples
{
    /// <summary>Makes the layer, with weight 1, bias 0, running mean 0 and running variance 1 where it has them.</summary>
    /// <param name="numFeatures">The number of channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">The share of the newest batch in the running statistics.</param>
    /// <param name="affine">True for a weight and a bias a channel.</param>
    /// <param name="trackRunningStatistics">True to use the averages of training in evaluation.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel, epsilon is negative, or the momentum is not between 0 and
    /// 1.</exception>
    public InstanceNorm1d(int numFeatures, double epsilon = 1e-5, double momentum = 0.1, bool affine = false,
        bool trackRunningStatistics = false, DType dtype = DType.Float32)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics, dtype)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new InstanceNorm1d(3), SampleInput.Real([2, 3, 4])),
        new(_ => new InstanceNorm1d(2, affine: true, trackRunningStatistics: true), SampleInput.Real([3, 2, 4])),
        LayerSample.InEvaluation(_ => new InstanceNorm1d(3, trackRunningStatistics: true), SampleInput.Real([2, 3, 4])),
    ];

    private protected override ReadOnlySpan<int> Ranks => [3];
}
