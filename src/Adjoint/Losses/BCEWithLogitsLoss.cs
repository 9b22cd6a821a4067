namespace Adjoint.Losses;

/// <summary>
/// -w (p t ln s(x) + (1 - t) ln(1 - s(x))) with the sigmoid s, from scores before it (PyTorch: <c>nn.BCEWithLogitsLoss</c>). Prediction and
/// target of one shape, floats; targets are probabilities. Stable at any size of the scores.
/// </summary>
/// <param name="reduction">How the losses become one number. The mean divides by the number of elements, not by the weights.</param>
/// <param name="weight">w, a factor an element, of a shape that stretches to the prediction's; 1 if omitted.</param>
/// <param name="positiveWeight">
/// p, a factor for the positive part, usually one a class, of a shape that stretches to the prediction's: the number of negative examples
/// over that of positive ones evens the two out; 1 if omitted (PyTorch: <c>pos_weight</c>).
/// </param>
public sealed class BCEWithLogitsLoss(Reduction reduction = Reduction.Mean, Tensor? weight = null, Tensor? positiveWeight = null)
    : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        var losses = positiveWeight is null ? prediction.BinaryCrossEntropyWithLogits(target) : Weighted(prediction, target);
        return weight is null ? losses : losses * weight;
    }

    // (1 - t) x + (1 + (p - 1) t) softplus(-x), since -ln s(x) = softplus(-x) and -ln(1 - s(x)) = x + softplus(-x)
    private Tensor Weighted(Tensor x, Tensor target)
    {
        var factor = (positiveWeight! - 1) * target + 1;
        return (1 - target) * x + factor * (-x).Softplus(threshold: double.PositiveInfinity);
    }
}
