namespace Adjoint;

internal sealed class MaxPool2dOperation(PoolingOptions options) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new MaxPool2dOperation(new Pool2dOptions(2, 2, 2, 2, 0, 0, false)), SampleInput.Distinct([2, 2, 4, 6])),
        new(new MaxPool2dOperation(new Pool2dOptions(3, 2, 2, 1, 1, 0, false)), SampleInput.Distinct([1, 2, 5, 4])),
        new(new MaxPool2dOperation(new Pool2dOptions(2, 2, 2, 2, 0, 0, true)), SampleInput.Distinct([1, 1, 5, 5])),
        new(new MaxPool2dOperation(new Pool2dOptions(3, 2, 1, 2, 1, 0, true, 2, 3)), SampleInput.Distinct([1, 2, 6, 7])),
        new(new MaxPool2dOperation(new AdaptivePoolOptions(2, 3)), SampleInput.Distinct([2, 1, 5, 4])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => options.Attributes;

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        return new TensorType(options.OutputShape(Name, inputs[0].Shape), inputs[0].DType);
    }

    /// <summary>The maxima, recorded, and their positions.</summary>
    public (Tensor Maxima, Tensor Positions) ApplyWithPositions(Tensor x)
    {
        var maxima = Apply([x], out var positions);
        return (maxima, positions ?? Tensor.Meta(maxima.Shape, DType.Int64));
    }

    // Without a gradient to come, nobody asks where the maxima lie.
    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.MaxPool(options.Geometry(Name, x.Shape), x.Dense(), result, positions: null);
        return result;
    }

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
        /// <param name="stride">Step between windows; the window's size if omitted. A smaller one makes windows overlap.</param>
        /// <param name="padding">Border around the image, at most half the window; none if omitted.</param>
        /// <param name="ceilMode">Also take windows that stick out at the end.</param>
        /// <param name="dilation">Distance between the places of a window; 1 if omitted.</param>
        /// <exception cref="ShapeException">The input has not four dimensions, or the window does not fit.</exception>
        /// <exception cref="ArgumentException">A size is less than 1, or the padding is not between 0 and half the window.</exception>
        public Tensor MaxPool2d(
            Size2d kernelSize, Size2d? stride = null, Size2d? padding = null, bool ceilMode = false, Size2d? dilation = null) =>
            new MaxPool2dOperation(Pool2dOptions.Of(kernelSize, stride, padding, ceilMode, dilation)).Apply(x);

        /// <summary>
        /// <c>MaxPool2d</c> and where the maxima lie: int64 positions in the plane of their channel, counted row by row (PyTorch:
        /// <c>F.max_pool2d(return_indices=True)</c>).
        /// </summary>
        /// <inheritdoc cref="MaxPool2d(Tensor, Size2d, Size2d?, Size2d?, bool, Size2d?)"/>
        public (Tensor Maxima, Tensor Positions) MaxPool2dWithPositions(
            Size2d kernelSize, Size2d? stride = null, Size2d? padding = null, bool ceilMode = false, Size2d? dilation = null) =>
            new MaxPool2dOperation(Pool2dOptions.Of(kernelSize, stride, padding, ceilMode, dilation)).ApplyWithPositions(x);
    }
}
