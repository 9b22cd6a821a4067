using Adjoint.Graphs;

namespace Adjoint;

/// <summary>max(conv2d(x, weight, bias), 0) in one pass over the output.</summary>
internal sealed class Conv2dReluOperation(Conv2dOptions options) : Operation, IOperationSamples
{
    private readonly Conv2dOperation _convolution = new(options);

    public static IEnumerable<Sample> Samples =>
    [
        new(new Conv2dReluOperation(Conv2dOptions.Plain),
            SampleInput.Real([2, 3, 5, 6]), SampleInput.Real([4, 3, 3, 2]), SampleInput.Real([4])),
        new(new Conv2dReluOperation(new(2, 1, 1, 2, 1, 2, 2)), SampleInput.Real([2, 4, 5, 6]), SampleInput.Real([6, 2, 3, 3])),
    ];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => options.Attributes;

    protected internal override Saved Saves => Saved.Input0 | Saved.Input1 | Saved.Output;

    protected internal override long CountFlops(Node node) => _convolution.CountFlops(node) + node.Type.Shape.ElementCount;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs) => options.Infer(this, inputs);

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var result = x.NewUninitialized(type.Shape, type.DType);
        x.Backend.Convolution(options.Geometry(Name, x.Shape, inputs[1].Shape), x.Dense(), inputs[1].Dense(),
            inputs.Length == 3 ? inputs[2].Dense() : null, rectify: true, result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        _convolution.Vjp(input, Tensor.Where(saved.Output > 0, gradient, 0), saved);

    protected internal override Tensor? Decompose(ReadOnlySpan<Tensor> inputs) => _convolution.Apply(inputs).Relu();
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// max(conv2d(x, weight, bias), 0), a convolution and its ReLU in one pass; for the arguments see <c>Conv2d</c>. In inference it
        /// saves a read and a write of the whole output (PyTorch: <c>F.relu(F.conv2d(...))</c>).
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
        public Tensor Conv2dRelu(Tensor weight, Tensor? bias = null, Size2d? stride = null, Padding padding = default,
            Size2d? dilation = null, int groups = 1)
        {
            var (step, spread) = (stride ?? 1, dilation ?? 1);
            var padded = PaddedInput.For("conv2d", x, weight, padding, step.ToArray(), spread.ToArray(), groups);
            var operation = new Conv2dReluOperation(new Conv2dOptions(
                step.Height, step.Width, padded.Padding[0], padded.Padding[1], spread.Height, spread.Width, groups));
            return bias is null ? operation.Apply(padded.Input, weight) : operation.Apply(padded.Input, weight, bias);
        }
    }
}
