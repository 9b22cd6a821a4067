namespace Adjoint.Losses;

/// <summary>
/// The squared error (y - t)^2, by default its mean (TUM lecture 5; PyTorch: <c>nn.MSELoss</c>). Prediction and target of one shape,
/// floats.
/// </summary>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        return (prediction - target).Square();
    }
}
