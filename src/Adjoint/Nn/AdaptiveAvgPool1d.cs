namespace Adjoint.Nn;

/// <summary>
/// Means over as many windows as wanted, which share the signal, so that the output has one size for inputs of any (PyTorch:
/// <c>nn.AdaptiveAvgPool1d</c>; see <c>Tensor.AdaptiveAvgPool1d</c>). Input [batch, channels, length].
/// </summary>
public sealed partial class AdaptiveAvgPool1d : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly int _outputSize;

    /// <summary>Makes the layer.</summary>
    /// <param name="outputSize">Length of the output.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public AdaptiveAvgPool1d(int outputSize)
    {
        LayerArgument.AtLeast(1, outputSize, TypeName);
        _outputSize = outputSize;
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new AdaptiveAvgPool1d(2), SampleInput.Distinct([2, 1, 5])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"{_outputSize}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.AdaptiveAvgPool1d(_outputSize);
}
