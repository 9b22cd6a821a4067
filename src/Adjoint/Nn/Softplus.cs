namespace Adjoint.Nn;

/// <summary>
/// y = ln(1 + e^(b x))/b, and x where b x is above the threshold, element by element: the rectifier made smooth (Dugas et al., 2001; UNC
/// lecture; PyTorch: <c>nn.Softplus</c>). Any shape. From 0 up, not zero-centred, saturates below.
/// </summary>
/// <param name="beta">b, how sharp the bend at 0 is; above 0.</param>
/// <param name="threshold">Where the function becomes linear.</param>
public sealed partial class Softplus(double beta = 1, double threshold = 20) : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("softplus", () => new Softplus())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new Softplus(), SampleInput.Real([3, 4])),
        new(_ => new Softplus(2, 1), SampleInput.Real([3, 4]).AwayFrom(0.5)),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"beta {beta}, threshold {threshold}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Softplus(beta, threshold);
}
