namespace Adjoint.Nn;

/// <summary>
/// Two-dimensional transposed convolution with learned kernels, which enlarges its input (PyTorch: <c>nn.ConvTranspose2d</c>; see
/// <c>Tensor.ConvTranspose2d</c> for the equation). Input [batch, in channels, H, W], output
/// [batch, out channels, (H - 1)s - 2p + d(k - 1) + 1 + output padding, ...].
/// </summary>
public sealed partial class ConvTranspose2d : TransposedConvolutionLayer, ILayerSamples
{
    /// <summary>Makes the layer and draws its first values.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Size of a kernel.</param>
    /// <param name="stride">Step between the windows; 1 if omitted.</param>
    /// <param name="padding">What is taken away from each side of the output; nothing if omitted.</param>
    /// <param name="outputPadding">What is added to the end of the output, less than stride or dilation.</param>
    /// <param name="groups">Blocks of channels that do not see each other.</param>
    /// <param name="bias">False to leave the bias out.</param>
    /// <param name="dilation">Distance between the kernel's taps; 1 if omitted.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values of the kernels; <see cref="FanInUniform"/> if omitted, whose fan-in is counted as
    /// PyTorch does, from the second size of the weight on.</param>
    /// <param name="biasInitializer">First values of the bias; <see cref="FanInUniform"/> with the kernels' fan-in if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentException">A size is less than 1, a padding is negative, the output padding is not less than stride or
    /// dilation, or the channels do not divide into the groups.</exception>
    public ConvTranspose2d(int inChannels, int outChannels, Size2d kernelSize, Size2d? stride = null, Size2d? padding = null,
        Size2d? outputPadding = null, int groups = 1, bool bias = true, Size2d? dilation = null, Generator? generator = null,
        Initializer? weightInitializer = null, Initializer? biasInitializer = null, DType dtype = DType.Float32)
        : base(new TransposedSizes(inChannels, outChannels, Numbers(kernelSize), Numbers(stride ?? 1), Numbers(padding ?? 0),
            Numbers(outputPadding ?? 0), Numbers(dilation ?? 1), groups), bias, generator, weightInitializer, biasInitializer, dtype)
    {
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(generator => new ConvTranspose2d(2, 3, 3, stride: 2, padding: 1, outputPadding: 1, generator: generator, dtype: DType.Float64),
            SampleInput.Real([2, 2, 3, 2])),
        new(generator => new ConvTranspose2d(4, 2, (2, 1), stride: (1, 2), dilation: 2, groups: 2, bias: false, generator: generator,
            dtype: DType.Float64), SampleInput.Real([1, 4, 3, 2])),
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.ConvTranspose2d(Weight, Bias?.Value,
        (Stride[0], Stride[1]), (Padding[0], Padding[1]), (OutputPadding[0], OutputPadding[1]), (Dilation[0], Dilation[1]), Groups);

    private static int[] Numbers(Size2d size) => [size.Height, size.Width];
}
