namespace Adjoint;

/// <summary>Takes from each window the value at a known position: the adjoint of <see cref="MaxPool2dBackwardOperation"/>.</summary>
internal sealed class MaxPool2dGatherOperation(PoolingOptions options) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new MaxPool2dGatherOperation(new Pool2dOptions(2, 2, 2, 2, 0, 0, false)),
            SampleInput.Real([2, 1, 4, 6]), SampleInput.Index([2, 1, 2, 3], 24)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => options.Attributes;

    protected internal override Saved Saves => Saved.Input1;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Adjoint.Check.Count(this, inputs, 2);
        var outputShape = options.OutputShape(Name, inputs[0].Shape);
        Pool2dPositions.Check(this, inputs, outputShape, outputShape);
        return new TensorType(outputShape, inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.MaxPoolGather(options.Geometry(Name, inputs[0].Shape), inputs[0].Dense(), inputs[1].Dense(), result);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) =>
        input == 0 ? new MaxPool2dBackwardOperation(options, saved.InputShape(0)).Apply(gradient, saved.Input(1)) : null;

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!, saved.Input(1));
}

/// <summary>Checks of the operations that work with the positions of maxima.</summary>
internal static class Pool2dPositions
{
    public static void Check(Operation operation, ReadOnlySpan<Tensor> inputs, Shape outputShape, Shape given)
    {
        Adjoint.Check.Count(operation, inputs, 2);
        Adjoint.Check.Float(operation, inputs[0]);
        Adjoint.Check.DTypeIs(operation, inputs[1], DType.Int64, "positions");
        if (given != outputShape)
        {
            throw new ShapeException(operation.Name, $"a gradient of shape {outputShape} was expected, and its shape is {given}.");
        }
        if (inputs[1].Shape != outputShape)
        {
            throw new ShapeException(operation.Name, $"positions of shape {outputShape} were expected, "
                + $"and their shape is {inputs[1].Shape}.");
        }
    }
}
