namespace Adjoint.Nn;

/// <summary>max(x, 0), element by element (PyTorch: <c>nn.ReLU</c>). Any shape.</summary>
public sealed partial class ReLU : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("relu", () => new ReLU())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new ReLU(), SampleInput.Real([3, 4]).AwayFrom(0))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Relu();
}
