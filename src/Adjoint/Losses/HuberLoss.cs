namespace Adjoint.Losses;

/// <summary>
/// (y - t)^2/2 where |y - t| is up to delta, and delta (|y - t| - delta/2) beyond: squared for small errors, absolute for outliers (Huber,
/// 1964; PyTorch: <c>nn.HuberLoss</c>). Prediction and target of one shape, floats.
/// </summary>
public sealed class HuberLoss : Loss
{
    private readonly double _delta;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses become one number.</param>
    /// <param name="delta">Where the square becomes a straight line; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not a finite number above 0.</exception>
    public HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : base(reduction) =>
        _delta = LossCheck.Positive(delta, nameof(HuberLoss));

    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        return (prediction - target).Huber(_delta);
    }
}
