namespace Adjoint.Nn;

/// <summary>
/// y = min(max((x + 3)/6, 0), 1), element by element: a sigmoid that costs no exponential (Courbariaux et al., 2015; PyTorch:
/// <c>nn.Hardsigmoid</c>). Any shape. From 0 to 1, not zero-centred, saturates at once outside -3 to 3; the derivative at the kinks is 0.
/// </summary>
public sealed partial class Hardsigmoid : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("hardsigmoid", () => new Hardsigmoid())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Hardsigmoid(), SampleInput.Real([3, 4], -5, 5).AwayFrom(-3, 3))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.HardSigmoid();
}
