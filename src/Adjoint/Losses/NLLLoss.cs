namespace Adjoint.Losses;

/// <summary>
/// -w_t y_t, the negative log-likelihood of class t, from log-probabilities y as <c>LogSoftmax</c> makes them (PyTorch: <c>nn.NLLLoss</c>).
/// Prediction [batch, classes, ..] and target [batch, ..] of int64 class indices, or [classes] and []. The mean divides by the sum of the
/// weights of the classes that occur.
/// </summary>
/// <param name="reduction">How the losses of the examples become one number.</param>
/// <param name="weight">w, a factor a class, [classes]; 1 if omitted.</param>
/// <param name="ignoreIndex">The index of examples that count for nothing.</param>
public sealed class NLLLoss(Reduction reduction = Reduction.Mean, Tensor? weight = null, long ignoreIndex = -100) : Loss(reduction)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A class index lies outside 0..classes-1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        var targets = TargetsOf(prediction, target);
        return targets.Weigh(-targets.Rows.Gather(1, targets.Index.Unsqueeze(1)).Squeeze(1));
    }

    private protected override Tensor MeanOf(Tensor losses, Tensor prediction, Tensor target) =>
        TargetsOf(prediction, target).MeanOf(nameof(NLLLoss), losses);

    private ClassTargets TargetsOf(Tensor prediction, Tensor target) =>
        ClassTargets.Of(nameof(NLLLoss), prediction, target, weight, ignoreIndex);
}
