namespace Adjoint.Losses;

/// <summary>
/// w_t (sum over j other than t of max(0, m - y_t + y_j)^p) / classes: the hinge loss for several classes (Crammer and Singer, 2001;
/// PyTorch: <c>nn.MultiMarginLoss</c>). Prediction [batch, classes] and target [batch] of int64 class indices, or [classes] and []. As in
/// PyTorch, the mean divides by the number of examples, not by the weights.
/// </summary>
public sealed class MultiMarginLoss : Loss
{
    private const long NoIndex = long.MinValue;

    private readonly int _power;
    private readonly double _margin;
    private readonly Tensor? _weight;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of the examples become one number.</param>
    /// <param name="power">p, 1 or 2.</param>
    /// <param name="margin">m, by how much the score of the right class should be the greatest.</param>
    /// <param name="weight">w, a factor a class, [classes]; 1 if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The power is neither 1 nor 2, or the margin is not finite.</exception>
    public MultiMarginLoss(Reduction reduction = Reduction.Mean, int power = 1, double margin = 1, Tensor? weight = null) : base(reduction)
    {
        _power = (int)LossCheck.Between(power, 1, 2, nameof(MultiMarginLoss));
        _margin = LossCheck.Finite(margin, nameof(MultiMarginLoss));
        _weight = weight;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A class index lies outside 0..classes-1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        if (prediction.Rank > 2)
        {
            throw new ShapeException(nameof(MultiMarginLoss),
                $"takes a prediction [batch, classes] or [classes], and was given {prediction.Shape}.");
        }
        var targets = ClassTargets.Of(nameof(MultiMarginLoss), prediction, target, _weight, NoIndex);
        var (rows, column) = (targets.Rows, targets.Index.Unsqueeze(1));
        var excess = (rows - rows.Gather(1, column) + _margin).Relu();
        if (_power == 2) excess = excess.Square();
        var isRight = targets.Index.OneHot(rows.Shape[1], DType.Bool);
        return targets.Weigh(Tensor.Where(isRight, 0, excess).Sum(1) / rows.Shape[1]);
    }
}
