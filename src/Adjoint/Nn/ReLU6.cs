namespace Adjoint.Nn;

/// <summary>
/// y = min(max(x, 0), 6), element by element (Howard et al., 2017; PyTorch: <c>nn.ReLU6</c>). Any shape. From 0 to 6, not zero-centred,
/// saturates on both sides; the derivative at the kinks, 0 and 6, is 0.
/// </summary>
public sealed partial class ReLU6 : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("relu6", () => new ReLU6())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new ReLU6(), SampleInput.Real([3, 4], -3, 9).AwayFrom(0, 6))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Relu6();
}
