namespace Adjoint.Nn;

/// <summary>
/// y = |x|, element by element, the absolute-value rectifier (Jarrett et al., 2009; UNC lecture; PyTorch: <c>torch.abs</c>, which is no
/// layer there). Any shape. From 0 up, not zero-centred, saturates nowhere; the derivative at the kink, 0, is 0.
/// </summary>
public sealed partial class Abs : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("abs", () => new Abs())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Abs(), SampleInput.Real([3, 4]).AwayFrom(0))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Abs();
}
