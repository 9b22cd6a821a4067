namespace Adjoint.Losses;

/// <summary>
/// The squared error, of prediction and target of one shape, floats. Three conventions are in use, and differ by factors that change the
/// learning rate that suits:
/// <list type="bullet">
/// <item>(y - t)^2 averaged over all elements: the default (PyTorch: <c>nn.MSELoss</c>).</item>
/// <item>the squared distance ||y - t||^2 of each example averaged over the examples, the first dimension (TUM lecture 5):
/// <paramref name="perExample"/>.</item>
/// <item>half of it, so that the gradient by y is y - t (BI lecture 2, UNC lecture): <paramref name="half"/>, with either.</item>
/// </list>
/// </summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="half">True for half of the square.</param>
/// <param name="perExample">True to sum the squares of each example first; the loss without reduction is then [examples].</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean, bool half = false, bool perExample = false) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        var squares = (prediction - target).Square();
        if (half) squares *= 0.5;
        if (!perExample || prediction.Rank < 2) return squares;
        return squares.Reshape(prediction.Shape[0], -1).Sum(1);
    }
}
