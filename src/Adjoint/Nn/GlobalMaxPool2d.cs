namespace Adjoint.Nn;

/// <summary>
/// The greatest element of each channel of [batch, channels, H, W], as [batch, channels, 1, 1] (Lin, Chen and Yan 2013, "Network in network";
/// PyTorch: <c>nn.AdaptiveMaxPool2d(1)</c>).
/// </summary>
public sealed partial class GlobalMaxPool2d : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new GlobalMaxPool2d(), SampleInput.Distinct([2, 3, 3, 4]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.GlobalMaxPool2d();
}
