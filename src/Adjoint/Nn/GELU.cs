namespace Adjoint.Nn;

/// <summary>
/// y = x P(x) with the standard normal distribution P, element by element, or its approximation by a hyperbolic tangent (Hendrycks and
/// Gimpel, 2016; PyTorch: <c>nn.GELU</c>). Any shape. From -0.17 up, smooth, saturates below.
/// </summary>
/// <param name="approximate">How P is computed.</param>
public sealed partial class GELU(GELUApproximation approximate = GELUApproximation.None)
    : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("gelu", () => new GELU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new GELU(), SampleInput.Real([3, 4])),
        new(_ => new GELU(GELUApproximation.Tanh), SampleInput.Real([3, 4])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => approximate == GELUApproximation.Tanh ? "tanh" : "";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => approximate == GELUApproximation.Tanh ? input.GeluTanh() : input.Gelu();
}
