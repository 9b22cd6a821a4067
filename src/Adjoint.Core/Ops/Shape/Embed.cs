namespace Adjoint;

/// <summary>
/// Zeros of a shape in which a view holds the input: the adjoint of <see cref="ViewOperation"/>, whose adjoint is the view again.
/// </summary>
internal sealed class EmbedOperation(ViewOperation view, Shape shape) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new EmbedOperation(new SliceOperation([new(1, 2, 1), new(3, 2, -2)]), [4, 5]), SampleInput.Real([2, 2])),
        new(new EmbedOperation(new DiagonalOperation(1, 0, 1), [3, 4]), SampleInput.Real([3])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("view", view), new("shape", shape)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        // The view's shape rule looks at the type alone, so a stand-in without memory of its own serves.
        var window = view.Infer([x.View(shape, new int[shape.Rank], x.Offset)]);
        if (window.Shape != x.Shape)
        {
            throw new ShapeException(Name, $"shape {x.Shape} does not fill {view} of {shape}, which has shape {window.Shape}.");
        }
        return new TensorType(shape, x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        Infer(inputs);
        var result = inputs[0].NewFull(shape, 0);
        result.Backend.Copy(inputs[0], view.ViewOf(result));
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => view.Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}
