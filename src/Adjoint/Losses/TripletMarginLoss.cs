namespace Adjoint.Losses;

/// <summary>
/// max(0, m + d(a, p) - d(a, n)): an anchor a should be nearer to a positive example p than to a negative one n, by a margin m. The
/// distance is the p-norm of the difference, to each element of which PyTorch's epsilon is added (Schroff et al., 2015; PyTorch:
/// <c>nn.TripletMarginLoss</c>). Three tensors [.., n] of one shape, floats; one loss a triplet, [..].
/// </summary>
public sealed class TripletMarginLoss
{
    private readonly double _margin;
    private readonly double _norm;
    private readonly double _epsilon;
    private readonly bool _swap;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of the triplets become one number.</param>
    /// <param name="margin">m; above 0.</param>
    /// <param name="norm">The order p of the norm; 2 is the distance of everyday life.</param>
    /// <param name="epsilon">Keeps the derivative of the distance of two equal vectors finite.</param>
    /// <param name="swap">True to take d(p, n) where it is less than d(a, n) (Balntas et al., 2016).</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin or the norm is not above 0, or epsilon is not finite.</exception>
    public TripletMarginLoss(
        Reduction reduction = Reduction.Mean, double margin = 1, double norm = 2, double epsilon = 1e-6, bool swap = false)
    {
        _margin = LossCheck.Positive(margin, nameof(TripletMarginLoss));
        _norm = LossCheck.Positive(norm, nameof(TripletMarginLoss));
        _epsilon = LossCheck.Finite(epsilon, nameof(TripletMarginLoss));
        _swap = swap;
        Reduction = reduction;
    }

    /// <summary>How the losses of the triplets become one number.</summary>
    public Reduction Reduction { get; }

    /// <summary>The loss of triplets: a single number, unless the reduction is <see cref="Reduction.None"/>.</summary>
    /// <exception cref="ShapeException">The shapes differ, or have no dimension to measure along.</exception>
    public Tensor Compute(Tensor anchor, Tensor positive, Tensor negative)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentNullException.ThrowIfNull(negative);
        if (anchor.Rank == 0 || anchor.Shape != positive.Shape || anchor.Shape != negative.Shape)
        {
            throw new ShapeException(nameof(TripletMarginLoss), "takes three tensors [.., n] of one shape, "
                + $"and was given {anchor.Shape}, {positive.Shape} and {negative.Shape}.");
        }
        LossCheck.SomeExamples(nameof(TripletMarginLoss), anchor, Reduction);
        var (near, far) = (Distance(anchor, positive), Distance(anchor, negative));
        if (_swap) far = far.Minimum(Distance(positive, negative));
        return Reduction.Of((near - far + _margin).Relu());
    }

    private Tensor Distance(Tensor x, Tensor y) => (x - y + _epsilon).Norm(_norm, -1);
}
