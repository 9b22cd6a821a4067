namespace Adjoint.Nn;

/// <summary>
/// y = x for x > 0 and a (e^x - 1) below, element by element (Clevert et al., 2016; TUM lecture 5; PyTorch: <c>nn.ELU</c>). Any shape.
/// From -a up, nearly zero-centred, saturates below; the derivative at 0 is a.
/// </summary>
/// <param name="alpha">a, where the function saturates below, with its sign changed.</param>
public sealed partial class ELU(double alpha = 1) : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("elu", () => new ELU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new ELU(), SampleInput.Real([3, 4]).AwayFrom(0)),
        new(_ => new ELU(0.5), SampleInput.Real([3, 4]).AwayFrom(0)),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"alpha {alpha}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Elu(alpha);
}
