namespace Adjoint.Losses;

/// <summary>
/// The logistic loss ln(1 + e^(-t y)) of scores y and labels t of -1 and 1 (BI lecture 2; PyTorch: <c>nn.SoftMarginLoss</c>): what
/// <see cref="BCEWithLogitsLoss"/> is for labels 0 and 1. Prediction and target of one shape, floats. Stable at any size of the scores.
/// </summary>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A label is neither -1 nor 1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        LossCheck.Signs(nameof(SoftMarginLoss), target);
        return (-(prediction * target)).Softplus(threshold: double.PositiveInfinity);
    }
}
