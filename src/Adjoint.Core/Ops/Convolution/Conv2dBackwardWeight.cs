namespace Adjoint;

/// <summary>The adjoint of a convolution by its weight; see <see cref="Conv2dBackwardInputOperation"/>.</summary>
internal sealed class Conv2dBackwardWeightOperation(Conv2dOptions options, Shape weightShape) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new Conv2dBackwardWeightOperation(Conv2dOptions.Plain, [4, 3, 3, 2]),
            SampleInput.Real([2, 3, 5, 6]), SampleInput.Real([2, 4, 3, 5])),
        new(new Conv2dBackwardWeightOperation(new(2, 1, 1, 2, 1, 2, 2), [6, 2, 3, 3]),
            SampleInput.Real([2, 4, 5, 6]), SampleInput.Real([2, 6, 3, 6])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [.. options.Attributes, new("weightShape", weightShape)];

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 2);
        Check.Float(this, inputs[0]);
        Check.SameDType(this, inputs[0], inputs[1]);
        var geometry = options.Geometry(Name, inputs[0].Shape, weightShape);
        Shape expected = [geometry.Batch, geometry.OutChannels, geometry.OutHeight, geometry.OutWidth];
        if (inputs[1].Shape != expected)
        {
            throw new ShapeException(Name, $"the gradient of an output {expected} was expected, and its shape is {inputs[1].Shape}.");
        }
        return new TensorType(weightShape, inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        inputs[0].Backend.ConvolutionBackwardWeight(
            options.Geometry(Name, inputs[0].Shape, weightShape), inputs[0].Dense(), inputs[1].Dense(), result, null);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => input == 0
        ? new Conv2dBackwardInputOperation(options, saved.InputShape(0)).Apply(saved.Input(1), gradient)
        : new Conv2dOperation(options).Apply(saved.Input(0), gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Bilinear.Jvp(this, tangents, saved);
}
