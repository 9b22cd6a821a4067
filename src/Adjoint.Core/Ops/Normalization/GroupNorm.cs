using Adjoint.Backends;

namespace Adjoint;

internal sealed class GroupNormOperation(int groups, double epsilon) : NormalizationOperation(epsilon), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new GroupNormOperation(2, 1e-5), SampleInput.Real([2, 4, 3]), SampleInput.Real([4]), SampleInput.Real([4])),
        new(new GroupNormOperation(2, 1e-5), SampleInput.Real([3, 4, 5, 5]), SampleInput.Real([4])),
        new(new GroupNormOperation(1, 0.1), SampleInput.Real([2, 6])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("groups", groups), new("epsilon", Epsilon)];

    private protected override NormalizationGeometry GeometryOf(Shape x)
    {
        var inner = ChannelShape.Inner(Name, x);
        if (x[1] % groups == 0) return new(x[0], groups, x[1] / groups, inner, false, true, false, Epsilon);
        throw new ShapeException(Name, $"the {x[1]} channels of an input of shape {x} do not divide into {groups} groups.");
    }

    private protected override Shape WeightShapeOf(Shape x) => [x[1]];
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Group normalisation of [batch, channels, ..]: y = (x - m)/sqrt(v + epsilon) w + b with mean m and variance v (over n) of each
        /// group of adjacent channels of each example, and a weight and a bias a channel (Wu and He, 2018; PyTorch: <c>F.group_norm</c>).
        /// float32 or float64.
        /// </summary>
        /// <param name="groups">The number of groups.</param>
        /// <param name="weight">w, [channels]; 1 if omitted.</param>
        /// <param name="bias">b, [channels]; 0 if omitted.</param>
        /// <param name="epsilon">Added to the variance; 0 or more.</param>
        /// <exception cref="ShapeException">There are less than two dimensions, the channels do not divide into the groups, or weight or
        /// bias are not [channels].</exception>
        /// <exception cref="DTypeException">The element types are not floats or differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is less than one group, or epsilon is negative or not finite.</exception>
        public Tensor GroupNorm(int groups, Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5)
        {
            if (groups < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(groups),
                    ErrorText.Of("group_norm", $"groups must be at least 1, and is {groups}."));
            }
            return new GroupNormOperation(groups, Check.NotNegative(epsilon, "group_norm")).ApplyTo(x, weight, bias);
        }
    }
}
