namespace Adjoint;

/// <summary>
/// Spreads each window's gradient evenly over the window: the adjoint of <see cref="AvgPool2dOperation"/>, which is its own derivative.
/// </summary>
internal sealed class AvgPool2dBackwardOperation(PoolingOptions options, bool countIncludePad, Shape inputShape)
    : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new AvgPool2dBackwardOperation(new Pool2dOptions(3, 2, 2, 1, 1, 1, false), false, [1, 2, 5, 4]),
            SampleInput.Real([1, 2, 3, 5])),
        new(new AvgPool2dBackwardOperation(new AdaptivePoolOptions(2, 3), true, [1, 2, 5, 4]), SampleInput.Real([1, 2, 2, 3])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        [.. options.Attributes, new("countIncludePad", countIncludePad), new("inputShape", inputShape)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        var expected = options.OutputShape(Name, inputShape);
        if (inputs[0].Shape != expected)
        {
            throw new ShapeException(Name, $"the gradient of an output {expected} was expected, and its shape is {inputs[0].Shape}.");
        }
        return new TensorType(inputShape, inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.AveragePoolBackward(options.Geometry(Name, inputShape), countIncludePad, inputs[0].Dense(), result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        new AvgPool2dOperation(options, countIncludePad).Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}
