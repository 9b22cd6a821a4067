namespace Adjoint.Losses;

/// <summary>
/// 1 - cos(x, y) for pairs that belong together, label 1, and max(0, cos(x, y) - margin) for pairs that do not, label -1, where cos is the
/// cosine of the angle between the two vectors (PyTorch: <c>nn.CosineEmbeddingLoss</c>). Vectors [batch, n] with labels [batch], or [n]
/// with one label []; floats, all of one element type.
/// </summary>
public sealed class CosineEmbeddingLoss
{
    // PyTorch's: keeps the cosine of a vector of zeros finite.
    private const double Epsilon = 1e-12;

    private readonly double _margin;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of the pairs become one number.</param>
    /// <param name="margin">The cosine below which a pair that does not belong together costs nothing, -1 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not between -1 and 1.</exception>
    public CosineEmbeddingLoss(Reduction reduction = Reduction.Mean, double margin = 0)
    {
        _margin = LossCheck.Between(margin, -1, 1, nameof(CosineEmbeddingLoss));
        Reduction = reduction;
    }

    /// <summary>How the losses of the pairs become one number.</summary>
    public Reduction Reduction { get; }

    /// <summary>The loss of pairs of vectors: a single number, unless the reduction is <see cref="Reduction.None"/>.</summary>
    /// <exception cref="ShapeException">The vectors differ in shape, or there is not one label a pair.</exception>
    /// <exception cref="ArgumentException">A label is neither -1 nor 1.</exception>
    public Tensor Compute(Tensor first, Tensor second, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(target);
        RequireShapes(first, second, target);
        LossCheck.SomeExamples(nameof(CosineEmbeddingLoss), first, Reduction);
        LossCheck.Signs(nameof(CosineEmbeddingLoss), target);
        var product = (first * second).Sum(-1);
        var squares = (first.Square().Sum(-1) + Epsilon) * (second.Square().Sum(-1) + Epsilon);
        var cosine = product / squares.Sqrt();
        return Reduction.Of(Tensor.Where(target > 0, 1 - cosine, (cosine - _margin).Relu()));
    }

    private static void RequireShapes(Tensor first, Tensor second, Tensor target)
    {
        var fits = first.Rank is 1 or 2 && first.Shape == second.Shape && target.Rank == first.Rank - 1
            && (target.Rank == 0 || target.Shape[0] == first.Shape[0]);
        if (fits) return;
        throw new ShapeException(nameof(CosineEmbeddingLoss), "takes two vectors [n] with a label [], or [batch, n] with labels [batch], "
            + $"and was given {first.Shape}, {second.Shape} and {target.Shape}.");
    }
}
