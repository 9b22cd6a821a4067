namespace Adjoint.Losses;

/// <summary>
/// The maximum a posteriori criterion of LeNet-5 (LeCun et al., 1998, equation 9): y_t + ln(e^-j + sum_i e^-y_i) with penalties y, the
/// negative of the scores that are given. It is the cross-entropy with one class more, of the constant penalty j, for images that are no
/// class at all: penalties that are far above j are pushed up no further. The prediction is scores -y [batch, classes], the target class
/// indices, int64 [batch].
/// </summary>
public sealed class RubbishClassLoss : Loss
{
    private readonly double _penalty;

    /// <summary>Makes the loss.</summary>
    /// <param name="penalty">j, above 0.</param>
    /// <param name="reduction">How the losses of the examples become one number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not a finite number above 0.</exception>
    public RubbishClassLoss(double penalty, Reduction reduction = Reduction.Mean) : base(reduction)
    {
        if (!(penalty > 0 && double.IsFinite(penalty)))
        {
            throw new ArgumentOutOfRangeException(nameof(penalty),
                FormattableString.Invariant($"RubbishClassLoss: the penalty must be a finite number above 0, and is {penalty}."));
        }
        _penalty = penalty;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A class index lies outside 0..classes-1.</exception>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        if (prediction.Rank != 2)
        {
            throw new ShapeException(nameof(RubbishClassLoss),
                $"takes scores [batch, classes], and the prediction has shape {prediction.Shape}.");
        }
        // A target of the class that is added is none of the network's.
        if (target.DType == DType.Int64 && target.ElementCount > 0 && target.Max().Item() >= prediction.Shape[1])
        {
            throw new ArgumentOutOfRangeException(nameof(target),
                $"RubbishClassLoss: a target is class {target.Max().Item()}, and there are scores of {prediction.Shape[1]} classes.");
        }
        var rubbish = Tensor.Full([prediction.Shape[0], 1], -_penalty, prediction.DType);
        return Tensor.Concat([prediction, rubbish], 1).CrossEntropy(target);
    }
}
