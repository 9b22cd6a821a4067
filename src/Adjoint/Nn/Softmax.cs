namespace Adjoint.Nn;

/// <summary>exp x_j / sum_k exp x_k along one dimension (PyTorch: <c>nn.Softmax</c>). Any shape with that dimension.</summary>
/// <param name="dim">The dimension whose elements come to sum to one.</param>
public sealed partial class Softmax(int dim = -1) : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new Softmax(), SampleInput.Real([3, 4])),
        new(_ => new Softmax(0), SampleInput.Real([3, 4])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"dim {dim}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Softmax(dim);
}
