namespace Adjoint;

internal sealed class MaxPool2dOperation(Pool2dOptions options) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new MaxPool2dOperation(new(2, 2, 2, 2, 0, 0, false)), SampleInput.Distinct([2, 2, 4, 6])),
        new(new MaxPool2dOperation(new(3, 2, 2, 1, 1, 0, false)), SampleInput.Distinct([1, 2, 5, 4])),
        new(new MaxPool2dOperation(new(2, 2, 2, 2, 0, 0, true)), SampleInput.Distinct([1, 1, 5, 5])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => options.Attributes;

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        return new TensorType(options.OutputShape(Name, inputs[0].Shape), inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => Forward(inputs, out _);

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs, out Tensor? auxiliary)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape, type.DType);
        auxiliary = x.NewUninitialized(type.Shape, DType.Int64);
        x.Backend.MaxPool(options.Geometry(Name, x.Shape), x.Dense(), result, auxiliary);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        new MaxPool2dBackwardOperation(options, saved.InputShape(0)).Apply(gradient, saved.Auxiliary);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        new MaxPool2dGatherOperation(options).Apply(tangents[0]!, saved.Auxiliary);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The maximum of each window of [batch, channels, height, width] (CMU lecture 13; PyTorch: <c>F.max_pool2d</c>). The gradient goes
        /// to the first maximum of a window. Padding counts as minus infinity; NaN wins.
        /// </summary>
        /// <param name="kernelSize">Height and width of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted.</param>
        /// <param name="padding">Border around the image, at most half the window.</param>
        /// <param name="ceilMode">Also take windows that stick out at the end.</param>
        /// <exception cref="ShapeException">The input has not four dimensions, or the window does not fit.</exception>
        public Tensor MaxPool2d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false)
        {
            var step = stride ?? kernelSize;
            return new MaxPool2dOperation(new Pool2dOptions(kernelSize, kernelSize, step, step, padding, padding, ceilMode)).Apply(x);
        }
    }
}
