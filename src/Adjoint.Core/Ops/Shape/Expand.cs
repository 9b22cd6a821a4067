namespace Adjoint;

internal sealed class ExpandOperation(Shape shape) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ExpandOperation([4, 2, 3]), SampleInput.Real([2, 1])),
        new(new ExpandOperation([2, 3]), SampleInput.Real([])),
        new(new ExpandOperation([2, 3]), SampleInput.Real([2, 3])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("shape", shape)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        var x = inputs[0];
        if (Shape.Broadcast(x.Shape, shape, Name) != shape)
        {
            throw new ShapeException(Name, $"shape {x.Shape} does not stretch to {shape}: only sizes of 1 can grow.");
        }
        return new TensorType(shape, x.DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var added = type.Shape.Rank - x.Rank;
        var strides = new int[type.Shape.Rank];
        for (var dim = added; dim < strides.Length; dim++)
        {
            strides[dim] = x.Shape[dim - added] == 1 && type.Shape[dim] != 1 ? 0 : x.Strides[dim - added];
        }
        return x.View(type.Shape, strides, x.Offset);
    }

    private protected override Tensor ForwardMeta(ReadOnlySpan<Tensor> inputs) => Forward(inputs);

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => gradient.SumTo(saved.InputShape(0));

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// A view in which sizes of 1 are repeated, by NumPy's broadcasting rule, without a copy; any element type (PyTorch:
        /// <c>expand</c>).
        /// </summary>
        /// <exception cref="ShapeException">A size other than 1 would have to grow.</exception>
        public Tensor Expand(Shape shape) => new ExpandOperation(shape).Apply(x);

        /// <summary>The tensor itself if it has the shape already, else stretched to it.</summary>
        internal Tensor StretchTo(Shape shape) => x.Shape.Equals(shape) ? x : x.Expand(shape);
    }
}
