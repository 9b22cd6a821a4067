namespace Adjoint.Nn;

/// <summary>
/// y = x tanh(ln(1 + e^x)), element by element (Misra, 2019; PyTorch: <c>nn.Mish</c>). Any shape. From -0.31 up, smooth, saturates below.
/// </summary>
public sealed partial class Mish : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("mish", () => new Mish())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Mish(), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Mish();
}
