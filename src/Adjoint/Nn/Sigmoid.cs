namespace Adjoint.Nn;

/// <summary>1 / (1 + exp(-x)), element by element (PyTorch: <c>nn.Sigmoid</c>). Any shape.</summary>
public sealed partial class Sigmoid : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("sigmoid", () => new Sigmoid())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Sigmoid(), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Sigmoid();
}
