namespace Adjoint.Nn;

/// <summary>
/// Means over as many windows as wanted, which share the image, so that the output has one size for inputs of any (PyTorch:
/// <c>nn.AdaptiveAvgPool2d</c>; see <c>Tensor.AdaptiveAvgPool2d</c>). Input [batch, channels, H, W].
/// </summary>
public sealed partial class AdaptiveAvgPool2d : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly Size2d _outputSize;

    /// <summary>Makes the layer.</summary>
    /// <param name="outputSize">Height and width of the output.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public AdaptiveAvgPool2d(Size2d outputSize)
    {
        LayerArgument.AtLeast(1, [outputSize.Height, outputSize.Width], TypeName, nameof(outputSize));
        _outputSize = outputSize;
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new AdaptiveAvgPool2d(2), SampleInput.Distinct([2, 1, 5, 4])),
        new(_ => new AdaptiveAvgPool2d((2, 3)), SampleInput.Distinct([1, 2, 4, 7])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => SizesText.Of([_outputSize.Height, _outputSize.Width]);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.AdaptiveAvgPool2d(_outputSize);
}
