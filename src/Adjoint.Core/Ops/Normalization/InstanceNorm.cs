using Adjoint.Backends;

namespace Adjoint;

internal sealed class InstanceNormOperation(double epsilon) : NormalizationOperation(epsilon), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new InstanceNormOperation(1e-5), SampleInput.Real([2, 3, 5]), SampleInput.Real([3]), SampleInput.Real([3])),
        new(new InstanceNormOperation(0.1), SampleInput.Real([2, 3, 4, 6])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("epsilon", Epsilon)];

    private protected override NormalizationGeometry GeometryOf(Shape x)
    {
        var inner = ChannelShape.Inner(Name, x);
        if (inner != 1) return new(x[0], x[1], 1, inner, false, true, false, Epsilon);
        throw new ShapeException(Name, $"needs more than one element a channel of each example, and an input of shape {x} has one, which "
            + "would become 0 whatever it is.");
    }

    private protected override Shape WeightShapeOf(Shape x) => [x[1]];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Instance normalisation of [batch, channels, ..]: y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of each
        /// channel of each example by itself (Ulyanov et al., 2016; PyTorch: <c>F.instance_norm</c>). float32 or float64.
        /// </summary>
        /// <param name="weight">w, [channels]; 1 if omitted.</param>
        /// <param name="bias">b, [channels]; 0 if omitted.</param>
        /// <param name="epsilon">Added to the variance; 0 or more.</param>
        /// <exception cref="ShapeException">There are less than two dimensions, a channel has one element, or weight or bias are not
        /// [channels].</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not finite.</exception>
        public Tensor InstanceNorm(Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5) =>
            new InstanceNormOperation(Check.NotNegative(epsilon, "instance_norm")).ApplyTo(x, weight, bias);

        /// <inheritdoc cref="InstanceNorm(Tensor, Tensor?, Tensor?, double)"/>
        /// <param name="weight">w, [channels]; 1 if null.</param>
        /// <param name="bias">b, [channels]; 0 if null.</param>
        /// <param name="epsilon">Added to the variance; 0 or more.</param>
        /// <param name="mean">The mean of each channel, [batch times channels] in float64, without a record; for running
        /// statistics.</param>
        /// <param name="variance">The variance (over n) of each channel, likewise.</param>
        public Tensor InstanceNorm(Tensor? weight, Tensor? bias, double epsilon, out Tensor mean, out Tensor variance) =>
            new InstanceNormOperation(Check.NotNegative(epsilon, "instance_norm")).ApplyTo(x, weight, bias, out mean, out variance);
    }
}
