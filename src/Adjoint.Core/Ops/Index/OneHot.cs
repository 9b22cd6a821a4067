using Adjoint.Backends;

namespace Adjoint;

/// <summary>y[.., c] = 1 where c is the class number x[..], else 0.</summary>
internal sealed class OneHotOperation(int classes, DType dtype) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new OneHotOperation(4, DType.Float32), SampleInput.Index([3], 4)),
        new(new OneHotOperation(3, DType.Bool), SampleInput.Index([2, 2], 3)),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("classes", classes), new("dtype", dtype.Text)];

    protected internal override Saved Saves => Saved.None;

    protected internal override bool IsDifferentiable => false;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.DTypeIs(this, inputs[0], DType.Int64, "input");
        return new TensorType(Shape.Create([.. inputs[0].Shape.Sizes, classes]), dtype);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        IndexCheck.InRange(this, x, classes, "classes");
        var numbers = x.NewUninitialized([classes]);
        var values = numbers.Values<long>();
        for (var i = 0; i < classes; i++) values[i] = i;
        var mask = x.NewUninitialized(type.Shape, DType.Bool);
        x.Backend.Compare(Comparison.Equal, x.Unsqueeze(-1), numbers, mask);
        return mask.To(dtype);
    }

    protected internal override Tensor? Vjp(int input, Tensor gradient, SavedValues saved) => null;
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>A new last dimension with 1 at the class number that x holds, 0 elsewhere (PyTorch: <c>F.one_hot</c>).</summary>
        /// <param name="classes">The number of classes.</param>
        /// <param name="dtype">The element type of the result; x itself is int64.</param>
        /// <exception cref="DTypeException">x is not int64.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A class number is negative or not below the number of classes.</exception>
        public Tensor OneHot(int classes, DType dtype = DType.Float32)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(classes);
            return new OneHotOperation(classes, dtype).Apply(x);
        }
    }
}
