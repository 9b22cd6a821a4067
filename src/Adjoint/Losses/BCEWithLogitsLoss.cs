namespace Adjoint.Losses;

/// <summary>
/// -t log s(x) - (1 - t) log(1 - s(x)) with the sigmoid s, from scores before it (PyTorch: <c>nn.BCEWithLogitsLoss</c>). Prediction and
/// target of one shape, floats; targets are probabilities. Stable at any size of the scores.
/// </summary>
public sealed class BCEWithLogitsLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        return prediction.BinaryCrossEntropyWithLogits(target);
    }
}
