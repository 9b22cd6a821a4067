using Adjoint.Backends;

namespace Adjoint;

internal sealed class BatchNormOperation(double epsilon) : NormalizationOperation(epsilon), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new BatchNormOperation(1e-5), SampleInput.Real([6, 3]), SampleInput.Real([3]), SampleInput.Real([3])),
        new(new BatchNormOperation(1e-5), SampleInput.Real([3, 2, 4]), SampleInput.Real([2])),
        new(new BatchNormOperation(0.1), SampleInput.Real([2, 3, 4, 5])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("epsilon", Epsilon)];

    private protected override NormalizationGeometry GeometryOf(Shape x)
    {
        var inner = ChannelShape.Inner(Name, x);
        if ((long)x[0] * inner > 1) return new(x[0], x[1], 1, inner, AcrossBatch: true, true, false, Epsilon);
        throw new ShapeException(Name, $"needs more than one value a channel to take mean and variance of, and an input of shape {x} has "
            + $"{x[0] * inner}. Hint: train with larger batches (and drop a last one of a single example), or call Eval() before "
            + "predicting.");
    }

    private protected override Shape WeightShapeOf(Shape x) => [x[1]];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Batch normalisation of [batch, channels, ..]: y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of each
        /// channel over all examples and positions (Ioffe and Szegedy, 2015; PyTorch: <c>F.batch_norm(training=True)</c>). float32 or
        /// float64. The gradient flows through mean and variance too.
        /// </summary>
        /// <param name="weight">w, [channels]; 1 if omitted.</param>
        /// <param name="bias">b, [channels]; 0 if omitted.</param>
        /// <param name="epsilon">Added to the variance; 0 or more.</param>
        /// <exception cref="ShapeException">There are less than two dimensions, a channel has less than two values, or weight or bias are
        /// not [channels].</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not finite.</exception>
        public Tensor BatchNorm(Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5) =>
            new BatchNormOperation(Check.NotNegative(epsilon, "batch_norm")).ApplyTo(x, weight, bias);

        /// <inheritdoc cref="BatchNorm(Tensor, Tensor?, Tensor?, double)"/>
        /// <param name="weight">w, [channels]; 1 if null.</param>
        /// <param name="bias">b, [channels]; 0 if null.</param>
        /// <param name="epsilon">Added to the variance; 0 or more.</param>
        /// <param name="mean">The mean of each channel, [channels] in float64, without a record; for running statistics.</param>
        /// <param name="variance">The variance (over n) of each channel, likewise.</param>
        public Tensor BatchNorm(Tensor? weight, Tensor? bias, double epsilon, out Tensor mean, out Tensor variance) =>
            new BatchNormOperation(Check.NotNegative(epsilon, "batch_norm")).ApplyTo(x, weight, bias, out mean, out variance);
    }
}
