namespace Adjoint.Nn;

/// <summary>The hyperbolic tangent, element by element (PyTorch: <c>nn.Tanh</c>). Any shape.</summary>
public sealed partial class Tanh : Module<Tensor, Tensor>, ILayerSamples, INamedActivation
{
    /// <inheritdoc/>
    public static IEnumerable<ActivationEntry> Activations => [new("tanh", () => new Tanh())];

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Tanh(), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Tanh();
}
