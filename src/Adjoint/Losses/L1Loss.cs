namespace Adjoint.Losses;

/// <summary>
/// The absolute error |y - t|, by default its mean over all elements (TUM lecture 5; PyTorch: <c>nn.L1Loss</c>). Prediction and target of
/// one shape, floats. Less moved by outliers than the square; the derivative where both are equal is 0.
/// </summary>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        return (prediction - target).Abs();
    }
}
