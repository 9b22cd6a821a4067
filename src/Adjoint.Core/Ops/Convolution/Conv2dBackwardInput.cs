namespace Adjoint;

/// <summary>
/// The adjoint of a convolution by its input, as an operation of its own: with C(x, w), BI(g, w) and BW(x, g) for the convolution and its
/// two adjoints, all three are bilinear and each one's derivatives are the other two.
/// </summary>
internal sealed class Conv2dBackwardInputOperation(Conv2dOptions options, Shape inputShape) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new Conv2dBackwardInputOperation(Conv2dOptions.Plain, [2, 3, 5, 6]),
            SampleInput.Real([2, 4, 3, 5]), SampleInput.Real([4, 3, 3, 2])),
        new(new Conv2dBackwardInputOperation(new(2, 1, 1, 2, 1, 2, 2), [2, 4, 5, 6]),
            SampleInput.Real([2, 6, 3, 6]), SampleInput.Real([6, 2, 3, 3])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [.. options.Attributes, new("inputShape", inputShape)];

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        Check.Float(this, inputs[0]);
        Check.SameDType(this, inputs[0], inputs[1]);
        var geometry = options.Geometry(Name, inputShape, inputs[1].Shape);
        Shape expected = [geometry.Batch, geometry.OutChannels, geometry.OutHeight, geometry.OutWidth];
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
        inputs[0].Backend.ConvolutionBackwardInput(
            options.Geometry(Name, inputShape, inputs[1].Shape), inputs[0].Dense(), inputs[1].Dense(), result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => input == 0
        ? new Conv2dOperation(options).Apply(gradient, saved.Input(1))
        : new Conv2dBackwardWeightOperation(options, saved.InputShape(1)).Apply(gradient, saved.Input(0));

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Bilinear.Jvp(this, tangents, saved);
}
