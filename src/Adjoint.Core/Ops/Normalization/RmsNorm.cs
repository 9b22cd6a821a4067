using Adjoint.Backends;

namespace Adjoint;

internal sealed class RmsNormOperation(int rank, double epsilon) : NormalizationOperation(epsilon), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new RmsNormOperation(1, 1e-5), SampleInput.Real([3, 5]), SampleInput.Real([5])),
        new(new RmsNormOperation(2, 0.1), SampleInput.Real([2, 3, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("dims", rank), new("epsilon", Epsilon)];

    private protected override NormalizationGeometry GeometryOf(Shape x) => NormalizedTail.Geometry(Name, x, rank, false, Epsilon);

    private protected override Shape WeightShapeOf(Shape x) => Shape.Create(x.Sizes[^rank..]);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Root-mean-square normalisation: y = x/sqrt(mean of x^2 + epsilon) w over the last dimensions, for each position of the others by
        /// itself; layer normalisation without the shift by the mean (Zhang and Sennrich, 2019; PyTorch 2.4: <c>F.rms_norm</c>). float32 or
        /// float64.
        /// </summary>
        /// <param name="normalizedShape">The input's last sizes, which are normalised together.</param>
        /// <param name="weight">w, of this shape; 1 if omitted.</param>
        /// <param name="epsilon">Added to the mean of squares; 0 or more.</param>
        /// <exception cref="ShapeException">The input does not end with the sizes, or the weight has others.</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not finite.</exception>
        public Tensor RmsNorm(Shape normalizedShape, Tensor? weight = null, double epsilon = 1e-5) =>
            new RmsNormOperation(NormalizedTail.Rank("rms_norm", x, normalizedShape), Check.NotNegative(epsilon, "rms_norm"))
                .ApplyTo(x, weight, null);
    }
}
