using Adjoint.Backends;

namespace Adjoint;

internal sealed class LayerNormOperation(int rank, double epsilon) : NormalizationOperation(epsilon), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new LayerNormOperation(1, 1e-5), SampleInput.Real([3, 5]), SampleInput.Real([5]), SampleInput.Real([5])),
        new(new LayerNormOperation(2, 1e-5), SampleInput.Real([2, 3, 4]), SampleInput.Real([3, 4])),
        new(new LayerNormOperation(1, 0.1), SampleInput.Real([6])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dims", rank), new("epsilon", Epsilon)];

    private protected override NormalizationGeometry GeometryOf(Shape x) => NormalizedTail.Geometry(Name, x, rank, true, Epsilon);

    private protected override Shape WeightShapeOf(Shape x) => Shape.Create(x.Sizes[^rank..]);
}

/// <summary>What the normalisations over the last dimensions share.</summary>
internal static class NormalizedTail
{
    public static NormalizationGeometry Geometry(string operation, Shape x, int rank, bool isCentred, double epsilon)
    {
        if (x.Rank < rank)
        {
            throw new ShapeException(operation, $"normalises the last {rank} dimensions, and its input has shape {x}.");
        }
        var (rows, length) = (1, 1);
        foreach (var size in x.Sizes[..^rank]) rows *= size;
        foreach (var size in x.Sizes[^rank..]) length *= size;
        return new(rows, 1, length, 1, AcrossBatch: false, isCentred, AreStatisticsGiven: false, epsilon);
    }

    /// <exception cref="ShapeException">The input does not end with the sizes.</exception>
    public static int Rank(string operation, Tensor x, Shape normalizedShape)
    {
        ArgumentNullException.ThrowIfNull(normalizedShape);
        var rank = normalizedShape.Rank;
        if (rank > 0 && x.Rank >= rank && x.Shape.Sizes[^rank..].SequenceEqual(normalizedShape.Sizes)) return rank;
        throw new ShapeException(operation, rank == 0
            ? "normalizedShape must have at least one dimension."
            : $"normalises the last sizes {normalizedShape}, and its input has shape {x.Shape}. "
                + "Hint: normalizedShape holds the input's last sizes, without the batch.");
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Layer normalisation: y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of the elements of the last
        /// dimensions, for each position of the others by itself (Ba et al., 2016; BI lecture 2; PyTorch: <c>F.layer_norm</c>).
        /// float32 or float64; mean and variance keep their digits where the mean is much larger than the deviations.
        /// </summary>
        /// <param name="normalizedShape">The input's last sizes, which are normalised together.</param>
        /// <param name="weight">w, of this shape; 1 if omitted.</param>
        /// <param name="bias">b, of this shape; 0 if omitted.</param>
        /// <param name="epsilon">Added to the variance, so that equal elements do not divide by 0; 0 or more.</param>
        /// <exception cref="ShapeException">The input does not end with the sizes, or weight or bias have others.</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not finite.</exception>
        public Tensor LayerNorm(Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5) =>
            new LayerNormOperation(NormalizedTail.Rank("layer_norm", x, normalizedShape), Check.NotNegative(epsilon, "layer_norm"))
                .ApplyTo(x, weight, bias);
    }
}
