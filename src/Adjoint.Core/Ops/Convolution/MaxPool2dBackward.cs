namespace Adjoint;

/// <summary>Sends each window's gradient to the position of its maximum.</summary>
internal sealed class MaxPool2dBackwardOperation(PoolingOptions options, Shape inputShape) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new MaxPool2dBackwardOperation(new Pool2dOptions(2, 2, 2, 2, 0, 0, false), [2, 1, 4, 6]),
            SampleInput.Real([2, 1, 2, 3]), SampleInput.Index([2, 1, 2, 3], 24)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [.. options.Attributes, new("inputShape", inputShape)];

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Pool2dPositions.Check(this, inputs, options.OutputShape(Name, inputShape), inputs.Length > 0 ? inputs[0].Shape : Shape.Scalar);
        return new TensorType(inputShape, inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.MaxPoolBackward(options.Geometry(Name, inputShape), inputs[0].Dense(), inputs[1].Dense(), result);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) =>
        input == 0 ? new MaxPool2dGatherOperation(options).Apply(gradient, saved.Input(1)) : null;

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!, saved.Input(1));
}
