namespace Adjoint.Losses;

/// <summary>
/// (y - t)^2/(2 beta) where |y - t| is up to beta, and |y - t| - beta/2 beyond: <see cref="HuberLoss"/> divided by beta, so that it comes
/// to <see cref="L1Loss"/> as beta goes to 0 (Girshick, 2015; PyTorch: <c>nn.SmoothL1Loss</c>). Prediction and target of one shape, floats.
/// </summary>
public sealed class SmoothL1Loss : Loss
{
    private readonly double _beta;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses become one number.</param>
    /// <param name="beta">Where the square becomes a straight line; 0 for no square at all.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beta is negative or not finite.</exception>
    public SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : base(reduction) =>
        _beta = LossCheck.NotNegative(beta, nameof(SmoothL1Loss));

    /// <inheritdoc/>
    protected override Tensor ComputeEach(Tensor prediction, Tensor target)
    {
        RequireEqualShapes(prediction, target);
        var error = prediction - target;
        return _beta == 0 ? error.Abs() : error.Huber(_beta) / _beta;
    }
}
