namespace Adjoint.Nn;

/// <summary>
/// y_j = x_j - ln sum_k e^(x_k) along one dimension, stable at any size of x (PyTorch: <c>nn.LogSoftmax</c>). Any shape with that
/// dimension. From minus infinity to 0.
/// </summary>
/// <param name="dim">The dimension whose exponentials come to sum to one.</param>
public sealed partial class LogSoftmax(int dim = -1) : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new LogSoftmax(), SampleInput.Real([3, 4])),
        new(_ => new LogSoftmax(0), SampleInput.Real([3, 4])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"dim {dim}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.LogSoftmax(dim);
}
