namespace Adjoint.Nn;

/// <summary>
/// y = s x for x > 0 and s a (e^x - 1) below with s = 1.0507 and a = 1.6733, element by element: activations keep mean 0 and variance 1
/// through the layers of a network with LeCun-normal weights (Klambauer et al., 2017; PyTorch: <c>nn.SELU</c>). Any shape. From -1.758 up,
/// saturates below; the derivative at the kink, 0, is s a.
/// </summary>
public sealed partial class SELU : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("selu", () => new SELU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new SELU(), SampleInput.Real([3, 4]).AwayFrom(0))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Selu();
}
