namespace Adjoint;

internal sealed class WhereOperation : Operation, IOperationSamples
{
    public static readonly WhereOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Mask([2, 3]), SampleInput.Real([2, 3]), SampleInput.Real([2, 3])),
        new(Instance, SampleInput.Mask([3]), SampleInput.Real([2, 1]), SampleInput.Real([4, 1, 1])),
        new(Instance, SampleInput.Mask([2, 1]), SampleInput.Real([]), SampleInput.Real([3])),
    ];

    protected internal override Saved Saves => Saved.Input0;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 3);
        Check.DTypeIs(this, inputs[0], DType.Bool, "condition");
        Check.SameDType(this, inputs[1], inputs[2]);
        var values = Shape.Broadcast(inputs[1].Shape, inputs[2].Shape, Name);
        return new TensorType(Shape.Broadcast(inputs[0].Shape, values, Name), inputs[1].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape, type.DType);
        result.Backend.Where(inputs[0], inputs[1], inputs[2], result);
        return result;
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved)
    {
        if (input == 0) return null;
        var condition = saved.Input(0);
        var part = input == 1 ? Tensor.Where(condition, gradient, 0) : Tensor.Where(condition, 0, gradient);
        return part.SumTo(saved.InputShape(input));
    }

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var (x, y) = (tangents[1], tangents[2]);
        var zero = (x ?? y)!.Constant(0);
        return Apply(saved.Input(0), x ?? zero, y ?? zero).StretchTo(saved.OutputType.Shape);
    }
}

public static partial class TensorOperations
{
    extension(Tensor)
    {
        /// <summary>
        /// x where the condition holds and y elsewhere, element by element with broadcasting of all three. What is not chosen gets a
        /// gradient of exactly 0, even where it is infinite or NaN (PyTorch: <c>torch.where</c>).
        /// </summary>
        /// <param name="condition">Truth values.</param>
        /// <param name="x">Values of any element type.</param>
        /// <param name="y">Values of the same element type.</param>
        /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
        /// <exception cref="DTypeException">The condition is not bool, or the element types of x and y differ.</exception>
        public static Tensor Where(Tensor condition, Tensor x, Tensor y) => WhereOperation.Instance.Apply(condition, x, y);

        /// <summary>x where the condition holds and one number elsewhere, which is taken in x's element type.</summary>
        /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
        public static Tensor Where(Tensor condition, Tensor x, double y) => WhereOperation.Instance.Apply(condition, x, x.Constant(y));

        /// <summary>One number, which is taken in y's element type, where the condition holds, and y elsewhere.</summary>
        /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
        public static Tensor Where(Tensor condition, double x, Tensor y) => WhereOperation.Instance.Apply(condition, y.Constant(x), y);
    }
}
