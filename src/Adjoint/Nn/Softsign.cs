namespace Adjoint.Nn;

/// <summary>
/// y = x/(1 + |x|), element by element (Bergstra et al., 2009; PyTorch: <c>nn.Softsign</c>). Any shape. From -1 to 1, zero-centred,
/// saturates far more slowly than tanh.
/// </summary>
public sealed partial class Softsign : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("softsign", () => new Softsign())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Softsign(), SampleInput.Real([3, 4]).AwayFrom(0))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Softsign();
}
