using Adjoint.Graphs;

namespace Adjoint;

internal sealed class Conv2dOperation(Conv2dOptions options) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new Conv2dOperation(Conv2dOptions.Plain),
            SampleInput.Real([2, 3, 5, 6]), SampleInput.Real([4, 3, 3, 2]), SampleInput.Real([4])),
        new(new Conv2dOperation(Conv2dOptions.Plain), SampleInput.Real([1, 2, 4, 4]), SampleInput.Real([3, 2, 1, 1])),
        new(new Conv2dOperation(new(2, 1, 1, 2, 1, 2, 2)),
            SampleInput.Real([2, 4, 5, 6]), SampleInput.Real([6, 2, 3, 3]), SampleInput.Real([6])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => options.Attributes;

    protected internal override Saved Saves => Saved.Input0 | Saved.Input1;

    // Each output element takes one product and one sum a tap, and one sum for the bias.
    protected internal override long CountFlops(Node node) =>
        node.Type.Shape.ElementCount * (2L * node.InputType(1).Shape.ElementCount / node.Type.Shape[1] + (node.InputCount == 3 ? 1 : 0));

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs) => options.Infer(this, inputs);

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.Convolution(options.Geometry(Name, x.Shape, inputs[1].Shape), x.Dense(), inputs[1].Dense(),
            inputs.Length == 3 ? inputs[2].Dense() : null, rectify: false, result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => input switch
    {
        0 => new Conv2dBackwardInputOperation(options, saved.InputShape(0)).Apply(gradient, saved.Input(1)),
        1 => new Conv2dBackwardWeightOperation(options, saved.InputShape(1)).Apply(saved.Input(0), gradient),
        _ => gradient.Sum([0, 2, 3]),
    };

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) =>
        Bilinear.Jvp(this, tangents, saved) ?? tangents[2]!.Reshape([-1, 1, 1]).StretchTo(saved.OutputType.Shape);

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        if (inputGradients.Length < 3 || !saved.NeedsGradient(1) || !saved.NeedsGradient(2)) return false;
        if (saved.NeedsGradient(0)) inputGradients[0] = Vjp(0, gradient, saved);
        var (x, dense) = (saved.Input(0), gradient.Dense());
        inputGradients[1] = gradient.NewUninitialized(saved.InputShape(1));
        inputGradients[2] = gradient.NewUninitialized(saved.InputShape(2));
        x.Backend.ConvolutionBackwardWeight(
            options.Geometry(Name, x.Shape, saved.InputShape(1)), x.Dense(), dense, inputGradients[1]!, inputGradients[2]);
        return true;
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Two-dimensional cross-correlation (CMU lecture 13; PyTorch: <c>F.conv2d</c>): y[n, o, i, j] = bias[o] + sum over c, u, v of
        /// weight[o, c, u, v] x[n, c, i s + u d - p, j s + v d - p], zero outside the image. Output size (H + 2p - d(k - 1) - 1)/s + 1.
        /// </summary>
        /// <param name="weight">Kernels [out channels, in channels / groups, height, width].</param>
        /// <param name="bias">One number an output channel, or none.</param>
        /// <param name="stride">Step between windows; 1 if omitted.</param>
        /// <param name="padding">Zeros around the image; <see cref="Padding.Same"/> for as many as keep its size.</param>
        /// <param name="dilation">Distance between the kernel's taps; 1 if omitted.</param>
        /// <param name="groups">Blocks of channels that do not see each other.</param>
        /// <exception cref="ShapeException">Channels or sizes do not fit, or the output would be too large.</exception>
        /// <exception cref="ArgumentException">Stride, dilation or groups are less than 1, padding is negative, or it is
        /// <see cref="Padding.Same"/> with another stride than 1.</exception>
        /// <exception cref="DTypeException">Element types differ or are not floats.</exception>
        public Tensor Conv2d(Tensor weight, Tensor? bias = null, Size2d? stride = null, Padding padding = default,
            Size2d? dilation = null, int groups = 1)
        {
            var (step, spread) = (stride ?? 1, dilation ?? 1);
            var padded = PaddedInput.For("conv2d", x, weight, padding, step.ToArray(), spread.ToArray(), groups);
            var operation = new Conv2dOperation(new Conv2dOptions(
                step.Height, step.Width, padded.Padding[0], padded.Padding[1], spread.Height, spread.Width, groups));
            return bias is null ? operation.Apply(padded.Input, weight) : operation.Apply(padded.Input, weight, bias);
        }
    }
}
