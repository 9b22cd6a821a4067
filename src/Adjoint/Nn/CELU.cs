namespace Adjoint.Nn;

/// <summary>
/// y = x for x > 0 and a (e^(x/a) - 1) below, element by element: ELU with derivative 1 at 0 for every a (Barron, 2017; PyTorch:
/// <c>nn.CELU</c>). Any shape. From -a up, saturates below.
/// </summary>
/// <param name="alpha">a, where the function saturates below, with its sign changed; above 0.</param>
public sealed partial class CELU(double alpha = 1) : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("celu", () => new CELU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new CELU(), SampleInput.Real([3, 4]).AwayFrom(0)),
        new(_ => new CELU(0.5), SampleInput.Real([3, 4]).AwayFrom(0)),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"alpha {alpha}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Celu(alpha);
}
