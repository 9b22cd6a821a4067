namespace Adjoint.Losses;

/// <summary>
/// -log softmax(x)[t], from scores before the softmax (TUM lecture 5; PyTorch: <c>nn.CrossEntropyLoss</c>). Prediction [batch, classes],
/// target [batch] of int64 class indices. Stable at any size of the scores.
/// </summary>
public sealed class CrossEntropyLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target) => prediction.CrossEntropy(target);
}
