namespace Adjoint.Nn;

/// <summary><see cref="ChannelDropout"/> of [batch, channels, height, width] (PyTorch: <c>nn.Dropout2d</c>).</summary>
public sealed class Dropout2d : ChannelDropout, ILayerSamples
{
    /// <summary>Makes the layer.</summary>
    /// <param name="probability">The probability of zeroing a channel, 0 to 1.</param>
    /// <param name="generator">The source of the masks; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public Dropout2d(double probability = 0.5, Generator? generator = null) : base(probability, generator)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [LayerSample.InEvaluation(_ => new Dropout2d(0.3), SampleInput.Real([2, 3, 2, 2]))];

    private protected override int Rank => 4;
}
