namespace Adjoint.Nn;

/// <summary>
/// Joins dimensions into one, all but the first unless told otherwise: [batch, ...] to [batch, features], a view (PyTorch:
/// <c>nn.Flatten</c>).
/// </summary>
/// <param name="startDim">The first dimension to join; negative ones count from the end.</param>
/// <param name="endDim">The last dimension to join.</param>
public sealed partial class Flatten(int startDim = 1, int endDim = -1) : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new Flatten(), SampleInput.Real([2, 3, 2, 2])),
        new(_ => new Flatten(0, -2), SampleInput.Real([2, 3, 2])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => (startDim, endDim) == (1, -1) ? "" : $"dims {startDim} to {endDim}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank == 0) throw new ShapeException("flatten", "needs a batch dimension, and its input is a single number.");
        // A batch of single numbers has one feature.
        return input.Rank == 1 && (startDim, endDim) == (1, -1) ? input.Unsqueeze(1) : input.Flatten(startDim, endDim);
    }
}
