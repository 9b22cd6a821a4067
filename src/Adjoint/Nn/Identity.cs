namespace Adjoint.Nn;

/// <summary>
/// y = x, for networks in which a layer is to be left out (PyTorch: <c>nn.Identity</c>). Any shape and element type; unlike every other
/// activation it adds nothing to what linear layers can say.
/// </summary>
public sealed partial class Identity : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("identity", () => new Identity())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Identity(), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input;
}
