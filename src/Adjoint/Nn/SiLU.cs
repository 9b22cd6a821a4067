namespace Adjoint.Nn;

/// <summary>
/// y = x/(1 + e^-x), element by element, also called swish (Elfwing et al., 2017; PyTorch: <c>nn.SiLU</c>). Any shape. From -0.28 up,
/// smooth, saturates below.
/// </summary>
public sealed partial class SiLU : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("silu", () => new SiLU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new SiLU(), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Silu();
}
