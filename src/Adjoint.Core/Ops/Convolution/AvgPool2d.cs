namespace Adjoint;

internal sealed class AvgPool2dOperation(PoolingOptions options, bool countIncludePad) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new AvgPool2dOperation(new Pool2dOptions(2, 2, 2, 2, 0, 0, false), true), SampleInput.Real([2, 2, 4, 6])),
        new(new AvgPool2dOperation(new Pool2dOptions(3, 2, 2, 1, 1, 1, false), true), SampleInput.Real([1, 2, 5, 4])),
        new(new AvgPool2dOperation(new Pool2dOptions(3, 3, 2, 2, 1, 1, true), false), SampleInput.Real([1, 1, 6, 6])),
        new(new AvgPool2dOperation(new AdaptivePoolOptions(2, 3), true), SampleInput.Real([2, 1, 5, 4])),
        new(new AvgPool2dOperation(new AdaptivePoolOptions(1, 1), true), SampleInput.Real([2, 2, 3, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        [.. options.Attributes, new("countIncludePad", countIncludePad)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        return new TensorType(options.OutputShape(Name, inputs[0].Shape), inputs[0].DType);
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.AveragePool(options.Geometry(Name, x.Shape), countIncludePad, x.Dense(), result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        new AvgPool2dBackwardOperation(options, countIncludePad, saved.InputShape(0)).Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>The mean of each window of [batch, channels, height, width] (CMU lecture 13; PyTorch: <c>F.avg_pool2d</c>).</summary>
        /// <param name="kernelSize">Height and width of the window.</param>
        /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
        /// <param name="padding">Zeros around the image, at most half the window; none if omitted.</param>
        /// <param name="ceilMode">Also take windows that stick out at the end.</param>
        /// <param name="countIncludePad">Divide by the number of all places of a window, padding included, rather than by those in the
        /// image.</param>
        /// <exception cref="ShapeException">The input has not four dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or the padding is not between 0 and half the window.</exception>
        public Tensor AvgPool2d(Size2d kernelSize, Size2d? stride = null, Size2d? padding = null, bool ceilMode = false,
            bool countIncludePad = true) =>
            new AvgPool2dOperation(Pool2dOptions.Of(kernelSize, stride, padding, ceilMode), countIncludePad).Apply(x);
    }
}
