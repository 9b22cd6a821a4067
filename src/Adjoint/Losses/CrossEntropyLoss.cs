namespace Adjoint.Losses;

/// <summary>
/// -w_t ln softmax(x)_t, from scores x before the softmax (TUM lecture 5; PyTorch: <c>nn.CrossEntropyLoss</c>). Stable at any size of the
/// scores. The prediction is [batch, classes, ..] or [classes]; the target is one of
/// <list type="bullet">
/// <item>class indices, int64, [batch, ..] or []. The mean divides by the sum of the weights of the classes that occur.</item>
/// <item>class probabilities p, of the prediction's shape and element type: -sum_c w_c p_c ln softmax(x)_c. The mean divides by the number
/// of examples.</item>
/// </list>
/// </summary>
public sealed class CrossEntropyLoss : Loss
{
    private readonly Tensor? _weight;
    private readonly long _ignoreIndex;
    private readonly double _smoothing;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of the examples become one number.</param>
    /// <param name="weight">w, a factor a class, [classes]; 1 if omitted.</param>
    /// <param name="ignoreIndex">The index of examples that count for nothing.</param>
    /// <param name="labelSmoothing">
    /// The share of the probability that is spread evenly over all classes, 0 to 1 (Szegedy et al., 2016).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not between 0 and 1.</exception>
    public CrossEntropyLoss(
        Reduction reduction = Reduction.Mean, Tensor? weight = null, long ignoreIndex = -100, double labelSmoothing = 0) : base(reduction)
    {
        _weight = weight;
        _ignoreIndex = ignoreIndex;
        _smoothing = LossCheck.Between(labelSmoothing, 0, 1, nameof(CrossEntropyLoss));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A class index lies outside 0..classes-1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        if (IsPlain(prediction, target)) return prediction.CrossEntropy(target);
        if (IsDistribution(prediction, target)) return OfProbabilities(prediction, target);
        var targets = TargetsOf(prediction, target);
        return _smoothing == 0 ? targets.Weigh(targets.Rows.CrossEntropy(targets.Index)) : Smoothed(targets);
    }

    private protected override Tensor MeanOf(Tensor losses, Tensor prediction, Tensor target) =>
        IsPlain(prediction, target) || IsDistribution(prediction, target)
            ? losses.Mean()
            : TargetsOf(prediction, target).MeanOf(nameof(CrossEntropyLoss), losses);

    // Floats with a dimension less are class indices of the wrong element type.
    private static bool IsDistribution(Tensor prediction, Tensor target) =>
        target.DType.IsFloat && target.Rank != prediction.Rank - 1;

    // The common case is one operation, which checks shapes and classes itself.
    private bool IsPlain(Tensor prediction, Tensor target) => _weight is null && _smoothing == 0 && prediction.Rank == 2
        && !target.DType.IsFloat && (target.DType != DType.Int64 || !HasIgnored(target));

    private bool HasIgnored(Tensor target) => target.ElementCount > 0 && target.Equal(_ignoreIndex).Any().Item() != 0;

    private ClassTargets TargetsOf(Tensor prediction, Tensor target) =>
        ClassTargets.Of(nameof(CrossEntropyLoss), prediction, target, _weight, _ignoreIndex);

    // (1 - e) w_t (-ln y_t) + e/C sum_c w_c (-ln y_c)
    private Tensor Smoothed(ClassTargets targets)
    {
        var logarithms = targets.Rows.LogSoftmax();
        var right = logarithms.Gather(1, targets.Index.Unsqueeze(1)).Squeeze(1);
        var all = (_weight is null ? logarithms : logarithms * _weight).Sum(1) * (_smoothing / targets.Rows.Shape[1]);
        if (targets.Factor is not null) right *= targets.Factor;
        return targets.Finish(-(right * (1 - _smoothing) + all));
    }

    private Tensor OfProbabilities(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        var (rows, share) = (ClassTargets.RowsOf(prediction), ClassTargets.RowsOf(target));
        ClassTargets.RequireWeight(nameof(CrossEntropyLoss), _weight, rows);
        if (_smoothing > 0) share = share * (1 - _smoothing) + _smoothing / rows.Shape[1];
        if (_weight is not null) share *= _weight;
        var losses = -(rows.LogSoftmax() * share).Sum(1);
        return losses.Reshape([.. prediction.Shape.Where((_, dim) => dim != Math.Min(1, prediction.Rank - 1))]);
    }
}
