namespace Adjoint.Nn;

/// <summary>
/// y = x for x > 0 and a x below, element by element (Maas et al., 2013; UBC lecture 2; PyTorch: <c>nn.LeakyReLU</c>). Any shape. All
/// numbers, saturates nowhere, so a unit cannot die; the derivative at the kink, 0, is a.
/// </summary>
/// <param name="negativeSlope">a, the slope below 0.</param>
public sealed partial class LeakyReLU(double negativeSlope = 0.01) : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("leaky-relu", () => new LeakyReLU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new LeakyReLU(), SampleInput.Real([3, 4]).AwayFrom(0)),
        new(_ => new LeakyReLU(0.3), SampleInput.Real([3, 4]).AwayFrom(0)),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"negative slope {negativeSlope}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.LeakyRelu(negativeSlope);
}
