namespace Adjoint.Losses;

/// <summary>
/// t (ln t - y), element by element, from log-probabilities y and probabilities t, or e^t (t - y) from log-probabilities t: summed over a
/// distribution it is the Kullback-Leibler divergence of the prediction from the target (Kullback and Leibler, 1951; PyTorch:
/// <c>nn.KLDivLoss</c>). Where t is 0, so is the loss. Prediction and target of one shape, floats.
/// </summary>
/// <param name="reduction">
/// How the losses become one number. As in PyTorch, the mean is over all elements, which is no divergence; see
/// <paramref name="batchMean"/>.
/// </param>
/// <param name="logTarget">True if the targets are logarithms too.</param>
/// <param name="batchMean">
/// True if the mean is that of the divergences: the sum over the number of examples, the first dimension (PyTorch:
/// <c>reduction="batchmean"</c>).
/// </param>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false, bool batchMean = false) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        if (logTarget) return target.Exp() * (target - prediction);
        // The logarithm is not taken where it has none, nor does its derivative count there.
        var isPositive = target > 0;
        var entropy = target * Tensor.Where(isPositive, target, 1).Log();
        return Tensor.Where(isPositive, entropy, 0) - target * prediction;
    }

    private protected override Tensor MeanOf(Tensor losses, Tensor prediction, Tensor target) =>
        batchMean && losses.Rank > 0 ? losses.Sum() / losses.Shape[0] : losses.Mean();
}
