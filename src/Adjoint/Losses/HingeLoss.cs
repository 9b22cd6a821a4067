namespace Adjoint.Losses;

/// <summary>
/// max(0, m - t y) of scores y and labels t of -1 and 1: the loss of the support vector machine (Cortes and Vapnik, 1995; PyTorch:
/// <c>(margin - t * y).clamp(min=0)</c>, for which it has no class). Prediction and target of one shape, floats. The derivative at the
/// kink, t y = m, is 0.
/// </summary>
public sealed class HingeLoss : Loss
{
    private readonly double _margin;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses become one number.</param>
    /// <param name="margin">m, how far on its right side a score should be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not finite.</exception>
    public HingeLoss(Reduction reduction = Reduction.Mean, double margin = 1) : base(reduction) =>
        _margin = LossCheck.Finite(margin, nameof(HingeLoss));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A label is neither -1 nor 1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        LossCheck.Signs(nameof(HingeLoss), target);
        return (_margin - prediction * target).Relu();
    }
}
